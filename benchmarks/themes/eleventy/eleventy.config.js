// A file's stem: Eleventy's own fileSlug leaves out a date at its beginning.
const stem = (page) => page.inputPath.split("/").pop().replace(/\.md$/, "");

export default function (config) {
  config.setQuietMode(true);
  const entries = (api) =>
    api.getFilteredByGlob("content/entries/*.md").sort((a, b) => a.date - b.date || (stem(a.page) < stem(b.page) ? -1 : 1));
  config.addCollection("entries", entries);
  config.addCollection("sourcesById", (api) =>
    Object.fromEntries(api.getFilteredByGlob("content/sources/*.md").map((source) => [stem(source.page), source])));
  // Who uses a source, and what belongs to a track: made once for the whole site.
  config.addCollection("uses", (api) => {
    const uses = {};
    for (const entry of entries(api))
      for (const claim of entry.data.claims) (uses[claim.source] ??= []).push({ entry, claim });
    return uses;
  });
  config.addCollection("byTrack", (api) => {
    const tracks = {};
    for (const entry of entries(api)) (tracks[entry.data.track] ??= []).push(entry);
    return tracks;
  });
  return {
    dir: { input: "content", includes: "../_includes", output: "public" },
    templateFormats: ["md", "11ty.js"],
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}
