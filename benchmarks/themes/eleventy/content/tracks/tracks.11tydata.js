import { stem } from "../../_includes/frame.js";

export default {
  layout: "track.11ty.js",
  permalink: ({ page }) => `/tracks/${stem(page)}/`,
};
