const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const text = (value) => String(value).replace(/[&<>"]/g, (sign) => signs[sign]);
export const day = (date) => date.toISOString().slice(0, 10);
export const stem = (page) => page.inputPath.split("/").pop().replace(/\.md$/, "");
export const name = "A made-up timeline";
export const base = "https://timeline.example";

export const frame = (title, main) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${text(title)} – ${name}</title></head>
<body>
<p><a href="/">${name}</a></p>
<h1>${text(title)}</h1>
${main}
</body>
</html>
`;
