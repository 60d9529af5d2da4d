import { day, frame, text } from "./frame.js";

export function render({ title, page, content, claims, collections }) {
  const rows = claims.map((claim) => {
    const source = collections.sourcesById[claim.source];
    return `<li id="c-${claim.id}"><p>${text(claim.by)}: ${text(claim.text)}</p><blockquote>${text(claim.quote)}</blockquote><p><a href="${source.url}">${text(source.data.title)}</a></p></li>`;
  });
  return frame(title, `<p><time>${day(page.date)}</time></p>
${content}
<h2>Claims</h2>
<ul>
${rows.join("\n")}
</ul>`);
}
