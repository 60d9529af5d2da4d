import { stem } from "../../_includes/frame.js";

export default {
  layout: "entry.11ty.js",
  permalink: ({ page }) => `/entries/${stem(page)}/`,
};
