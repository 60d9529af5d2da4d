import { day, name, text } from "../_includes/frame.js";

export function render({ collections }) {
  const rows = collections.entries.map((entry) =>
    `<li><time>${day(entry.date)}</time> <a href="${entry.url}">${text(entry.data.title)}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${name}</title></head>
<body>
<h1>${name}</h1>
<ul>
${rows.join("\n")}
</ul>
</body>
</html>
`;
}
