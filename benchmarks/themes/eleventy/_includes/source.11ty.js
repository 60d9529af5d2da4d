import { day, frame, stem, text } from "./frame.js";

export function render({ title, page, outlet, collections }) {
  const rows = (collections.uses[stem(page)] ?? []).map(({ entry, claim }) =>
    `<li><blockquote>${text(claim.quote)}</blockquote><p><a href="${entry.url}#c-${claim.id}">${text(claim.text)}</a> ${text(entry.data.title)}</p></li>`);
  return frame(title, `<p>${text(outlet)}, <time>${day(page.date)}</time></p>
<ul>
${rows.join("\n")}
</ul>`);
}
