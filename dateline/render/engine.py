"""HTML from templates: the only module that uses Jinja2.

Templates are carried out by Jinja, with three savings for what a page does hundreds of times: an attribute is looked up
as Python does it, a text is escaped without becoming an object of its own first, and a macro is called at once. A
template that needs more than that (an attribute that may be missing, an item by its attribute's syntax) is carried out
by Jinja alone, from its first page on; so templates have all of Jinja's language, and its error messages.
"""

from __future__ import annotations

import keyword
import marshal
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from functools import lru_cache, wraps
from itertools import chain
from pathlib import PurePath
from sys import intern
from traceback import walk_tb
from typing import Any, TypeVar

import jinja2
import markupsafe
from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    nodes,
    pass_eval_context,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.filters import make_attrgetter, sync_do_join
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from dateline.problems import visible
from dateline.render.kept import CODE, Kept
from dateline.render.printing import refusal
from dateline.render.reads import Reads

FILE = "templates/"
"""What file names in messages begin with, where a template is meant."""

# Stands for `root` in what is remembered; no text of the content has it, for files that do are refused.
_ROOT = "\0"
# Jinja's own names, which are no values of a page: `self.block()`, `loop.first`.
_JINJAS = frozenset({"self", "loop", "super"})


# The folder of this program: faults that begin in it are told with their place, which whoever mends them needs.
_PROGRAM = PurePath(__file__).parents[1]
_MACHINERY = (__file__, refusal.__code__.co_filename)
_MESSAGE = 300
"""Characters that are shown of a fault's reason, at most."""


class TemplateFault(Exception):  # noqa: N818  (Jinja has errors; this is what is told of one)
    """A template can't be carried out. The message names the file, the line and the reason."""


def _escaped(text: str) -> str:
    """Escape a text for HTML, as markupsafe does."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("'", "&#39;").replace('"', "&#34;")


def _markup(html: str) -> Markup:
    """Mark HTML as such; `Markup` itself first asks what it was given."""
    return str.__new__(Markup, html)


T = TypeVar("T")
_SHOWN = frozenset({str, Markup, int, float, bool, type(None)})
# Jinja's filters that make a text of whatever they are given.
_TEXT_FILTERS = (
    "capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "pprint", "replace", "safe",
    "string", "striptags", "title", "trim", "truncate", "upper", "urlize", "wordcount", "wordwrap",
)  # fmt: skip


def printed(value: T) -> T:
    """Hand back a value that can be shown in a page; raises TemplateRuntimeError for one that can't."""
    if value.__class__ not in _SHOWN and (reason := refusal(value)):
        raise TemplateRuntimeError(reason)
    return value


def _of_printed(filtered: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes text of its arguments, which are looked at first."""

    @wraps(filtered)  # and so Jinja hands it the context that it hands to the filter
    def careful(*args: Any, **named: Any) -> Any:
        for each in chain(args, named.values()):
            if not isinstance(each, (nodes.EvalContext, Environment, Context)):
                printed(each)
        return filtered(*args, **named)

    return careful


@pass_eval_context
def _join(context: nodes.EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> Any:
    """Jinja's filter `join`: values, or one field of each, with `d` between them."""
    items = value if attribute is None else map(make_attrgetter(context.environment, attribute), value)
    return sync_do_join(context, [printed(each) for each in items], printed(d))


# How Jinja hands up, one by one, the pieces that the template gives that another one extends.
_PARENT = "yield from parent_template.root_render_func(context)"


class _Careful(CodeGenerator):
    """Python code for templates that shows no object whole (`printed`)."""

    def write_commons(self) -> None:
        """Begin a function."""
        super().write_commons()
        self.writeline("printed = environment.printed")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        super()._output_child_pre(node, frame, finalize)
        self.write("printed(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")
        super()._output_child_post(node, frame, finalize)

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        """Put texts together (`~`), as Jinja does."""
        volatile, escaped = "(markup_join if context.eval_ctx.volatile else str_join)", frame.eval_ctx.autoescape
        self.write(volatile if frame.eval_ctx.volatile else "markup_join" if escaped else "str_join")
        self.write("((")
        for part in node.nodes:
            self.write("printed(")
            self.visit(part, frame)
            self.write("), ")
        self.write("))")


class _Generator(_Careful):
    """Python code for templates, with the savings that this module names."""

    def write_commons(self) -> None:
        """Begin a function."""
        super().write_commons()
        self.writeline("escape_text = environment.escape_text")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Escape a text at once: what stands in a page is joined, and need not be an object of its own first."""
        if self._plain(frame, finalize):
            self.write("(escape_text(shown) if (shown := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._plain(frame, finalize):
            self.write(").__class__ is str else shown if shown.__class__ is Markup else escape(printed(shown)))")
        else:
            super()._output_child_post(node, frame, finalize)

    @staticmethod
    def _plain(frame: Frame, finalize: Any) -> bool:
        return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        """Look an attribute up as Python does; where there is none, AttributeError leads to Jinja's own way."""
        inside = node.node
        named = isinstance(inside, nodes.Name) and inside.name not in _JINJAS
        if (named or isinstance(inside, nodes.Getattr)) and node.attr.isascii() and not keyword.iskeyword(node.attr):
            self.visit(inside, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Write a line; what the template that this one extends gives is joined too."""
        joined = "yield concat(parent_template.root_render_func(context))" if x == _PARENT else x
        super().writeline(joined, node, extra)

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802
        """Join what a block gives, so that its pieces are not handed up one by one."""
        if frame.buffer is not None or node.scoped or node.required or self.extends_so_far:
            super().visit_Block(node, frame)
        else:
            self.writeline(f"yield concat(context.blocks[{node.name!r}][0]({self.get_context_ref()}))", node)


class _Context(Context):
    """Jinja's context, which calls macros with positional arguments at once."""

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """Call what a template calls."""
        kind = called.__class__
        if kind is Macro and not (called.caller or called.catch_kwargs or called.catch_varargs):
            lacking = called._argument_count - len(args)
            if lacking >= 0 and (not named or named.keys() <= _INNER):
                return _markup(called._func(*args, *(missing,) * lacking) if lacking else called._func(*args))
        elif kind is Remembered and (not named or named.keys() <= _INNER):
            return called(*args)
        return super().call(called, *args, **named)


# What the code of a template adds to every call; for functions that want the context.
_INNER = frozenset({"_loop_vars", "_block_vars"})


class Remembered:
    """A macro whose outcome for a value is kept, for values that stand on many pages."""

    def __init__(self, macro: Callable[..., str]) -> None:
        self.macro = macro
        self.reads = Reads()
        """Notes what the page that is being made looks up."""
        self.made: dict[Any, tuple[str, frozenset[str]]] = {}

    def __call__(self, value: Any, root: str = "", *rest: Any, **named: Any) -> Markup:
        """The HTML for a value and further arguments; they are what it is kept by, and `root` is filled in.

        What was looked up for it is noted for every page that shows it, as if it had been made for this page.
        """
        # Text and HTML of the same characters are equal, and shown differently.
        key = (value.__class__, value, *rest, *map(type, rest), *named.items(), *map(type, named.values()))
        reads = self.reads
        known = self.made.get(key)
        if known is None:
            others, reads.noted = reads.noted, set()
            try:
                text = str(self.macro(value, _ROOT, *rest, **named))
                known = self.made[key] = text, frozenset(map(intern, reads.noted))
            finally:
                reads.noted = others
        text, looked_up = known
        if looked_up and reads.noted is not None:
            reads.noted |= looked_up
        return _markup(text.replace(_ROOT, root))


class _Code(BytecodeCache):
    """Keeps the Python code of templates, which takes longer to make than a page."""

    def __init__(self, kind: str) -> None:
        self.kept: Kept | None = None
        self.made_by = f"{kind} {jinja2.__version__} {sys.version}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of a template, where it is kept."""
        if self.kept is None:
            return
        found = self.kept.get(f"{CODE}{bucket.key}", f"{self.made_by} {bucket.checksum}")
        if found is not None:
            # It is what was kept here, by its check and its place (`Shelf`), so this reads nobody else's code.
            bucket.code = marshal.loads(b64decode(found))  # noqa: S302

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if self.kept is None:
            return
        code = b64encode(marshal.dumps(bucket.code)).decode()
        self.kept.put(f"{CODE}{bucket.key}", f"{self.made_by} {bucket.checksum}", code)


class _Exact(Environment):
    """Jinja, which shows no object whole."""

    code_generator_class = _Careful
    printed = staticmethod(printed)


class _Quick(_Exact):
    """Jinja with the savings that this module names."""

    code_generator_class = _Generator
    context_class = _Context
    # The part of markupsafe that is written in C.
    escape_text = staticmethod(getattr(markupsafe, "_escape_inner", _escaped))

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows on every page, in one dictionary: every page copies it."""
        return {**self.globals, **(d or {})}


class Engine:
    """Templates that are compiled when they are first used."""

    def __init__(
        self,
        templates: Mapping[str, str],
        filters: Mapping[str, Callable[..., Any]],
        tests: Mapping[str, Callable[..., bool]],
    ) -> None:
        """Take templates, filters and tests by name."""
        self._remembered: list[Remembered] = []
        self._reads = Reads()
        self._codes = (_Code("quick"), _Code("exact"))
        named = {**filters, "remembered": self._remember}
        self._quick = _environment(_Quick, templates, named, tests, self._codes[0])
        self._exact = _environment(_Exact, templates, named, tests, self._codes[1])
        self._beyond: set[str] = set()

    def _remember(self, macro: Callable[..., str]) -> Remembered:
        """The filter `remembered`: a macro that keeps its outcome for each value."""
        made = Remembered(macro)
        made.reads = self._reads
        self._remembered.append(made)
        return made

    def keep(self, kept: Kept | None) -> None:
        """Say where the code of templates is kept, if anywhere."""
        for code in self._codes:
            code.kept = kept

    def load(self, name: str) -> None:
        """Compile a template that will be needed; what is wrong with it is told when it is used."""
        with suppress(Exception):
            self._quick.get_template(name)

    def forget(self) -> None:
        """Let go of what was remembered."""
        for each in self._remembered:
            each.made.clear()

    def render(self, name: str, values: Mapping[str, Any], reads: Reads | None = None) -> str:
        """Carry a template out with these values; `reads` notes what they look up. Raises TemplateFault.

        Whatever goes wrong while a template is carried out, or made ready, is told with the template's place. What the
        system refuses (OSError) and what it runs out of (MemoryError) is no fault of a template.
        """
        if reads is not self._reads:
            self._reads = reads or Reads()
            for each in self._remembered:
                each.reads = self._reads
        try:
            if name not in self._beyond:
                try:
                    return self._quick.get_template(name).render(values)
                except AttributeError:
                    self._beyond.add(name)
            return self._exact.get_template(name).render(values)
        except Exception as error:
            # (A template that is not there is an OSError to Jinja.)
            if isinstance(error, (OSError, MemoryError)) and not isinstance(error, TemplateError):
                raise
            raise TemplateFault(f"{_place(error, name)}: {_reason(error)}") from error


@lru_cache(maxsize=2)
def engine(
    templates: tuple[tuple[str, str], ...],
    filters: tuple[tuple[str, Callable[..., Any]], ...],
    tests: tuple[tuple[str, Callable[..., bool]], ...],
) -> Engine:
    """The engine for these templates; kept, so that a preview compiles them once and not for every build."""
    return Engine(dict(templates), dict(filters), dict(tests))


def _environment(
    kind: type[Environment],
    templates: Mapping[str, str],
    filters: Mapping[str, Callable[..., Any]],
    tests: Mapping[str, Callable[..., bool]],
    code: _Code,
) -> Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        # The file's name goes into tracebacks, from which `_place` takes it.
        return (templates[name], FILE + name, None) if name in templates else None

    environment = kind(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=code,
    )
    environment.filters |= {name: _of_printed(environment.filters[name]) for name in _TEXT_FILTERS}
    environment.filters["join"] = _join
    environment.filters.update(filters)
    environment.tests.update(tests)
    return environment


def _place(error: Exception, name: str) -> str:
    """`templates/entry.html:3`, as far as the error tells; `name` is the template that was to be carried out."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or FILE + (error.name or '')}:{error.lineno}"
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    places = [f"{file}:{line}" for file, line in frames if file.startswith(FILE)]
    return places[-1] if places else FILE + name


def _reason(error: Exception) -> str:
    """What went wrong, in one line."""
    if isinstance(error, TemplateNotFound) and error.message == error.name:
        return f"there is no template “{error.name}”"
    if isinstance(error, TemplateError):
        return _line(error.message or type(error).__name__)
    if isinstance(error, RecursionError):
        return "a template, a macro or an expression contains itself, or too many stand in each other"
    # Where Python refuses what Jinja makes of a template, the line is not the template's.
    told = _line(error.msg if isinstance(error, SyntaxError) else f"{error}")
    reason = f"{type(error).__name__}: {told}" if told else type(error).__name__
    # Where the fault begins in a filter or a view, the template's line may be right: then this place is what helps.
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    ours = [each for each in frames if PurePath(each[0]).is_relative_to(_PROGRAM) and each[0] not in _MACHINERY]
    if ours:
        file, line = ours[-1]
        reason += f" (at {PurePath(file).relative_to(_PROGRAM.parent).as_posix()}:{line})"
    return reason


def _line(text: str) -> str:
    """A text in one line that is not too long."""
    text = visible(" ".join(text.split()))
    return text if len(text) <= _MESSAGE else f"{text[:_MESSAGE]}…"
