import { base, name, text } from "../_includes/frame.js";

export const data = { permalink: "/feed.xml", eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const rows = collections.entries.slice(-100).reverse().map((entry) => `<entry>
<title>${text(entry.data.title)}</title>
<id>${base}${entry.url}</id>
<link rel="alternate" type="text/html" href="${base}${entry.url}"/>
<updated>${entry.date.toISOString()}</updated>
<content type="text">${entry.data.claims.map((claim) => text(claim.text)).join(" ")}</content>
</entry>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>${name}</title>
<id>${base}/</id>
<link rel="self" type="application/atom+xml" href="${base}/feed.xml"/>
<author><name>${name}</name></author>
${rows.join("\n")}
</feed>
`;
}
