import { stem } from "../../_includes/frame.js";

export default {
  layout: "source.11ty.js",
  permalink: ({ page }) => `/sources/${stem(page)}/`,
};
