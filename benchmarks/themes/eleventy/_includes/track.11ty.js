import { day, frame, stem, text } from "./frame.js";

export function render({ title, page, collections }) {
  const rows = (collections.byTrack[stem(page)] ?? []).map((entry) =>
    `<li><time>${day(entry.date)}</time> <a href="${entry.url}">${text(entry.data.title)}</a></li>`);
  return frame(title, `<ul>
${rows.join("\n")}
</ul>`);
}
