// The latency of posts as a histogram on a logarithmic scale, with one bar per bucket of the report.

import { facts, h, svg, setText } from "../elements.js";
import { count, micros } from "../format.js";

const WIDTH = 640;
const HEIGHT = 140;
const QUANTILES = ["p50", "p90", "p95", "p99", "max"];

export function latency() {
  const none = h("p", {}, "Available after the first round.");
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT + 24}`, class: "histogram", role: "img" });
  const values = Object.fromEntries(QUANTILES.map((name) => [name, h("span")]));
  const figures = facts(QUANTILES.map((name) => [name, values[name]]));
  const element = h("div", {}, none, picture, figures);
  let shown = null;

  function show({ report }) {
    const latencies = report?.postLatencyMicros;
    const known = latencies && latencies.max > 0;
    none.hidden = known;
    figures.hidden = !known;
    picture.toggleAttribute("hidden", !known);
    if (!known || JSON.stringify(latencies) === shown) {
      return;
    }
    shown = JSON.stringify(latencies);
    QUANTILES.forEach((name) => setText(values[name], micros(latencies[name])));
    draw(picture, latencies.buckets ?? []);
  }

  return { element, show };
}

function draw(picture, buckets) {
  const max = Math.max(1, ...buckets.map((bucket) => bucket.posts));
  const width = WIDTH / Math.max(1, buckets.length);
  const posts = buckets.reduce((sum, bucket) => sum + bucket.posts, 0);
  picture.setAttribute("aria-label", `${count(posts)} posts in ${buckets.length} latency buckets`);
  picture.replaceChildren(
    ...buckets.map(({ upToMicros, posts: here }, at) => {
      const height = (here / max) * HEIGHT;
      return svg(
        "rect",
        {
          x: at * width + 1,
          y: HEIGHT - height,
          width: Math.max(1, width - 2),
          height,
        },
        svg("title", {}, `up to ${micros(upToMicros)}: ${count(here)} posts`),
      );
    }),
    ...labels(buckets, width),
  );
}

/** Returns at most eight labels, so that they do not overlap on a phone. */
function labels(buckets, width) {
  const step = Math.max(1, Math.ceil(buckets.length / 8));
  return buckets
    .map((bucket, at) => ({ bucket, at }))
    .filter(({ at }) => at % step === 0)
    .map(({ bucket, at }) =>
      svg("text", { x: (at + 0.5) * width, y: HEIGHT + 16, "text-anchor": "middle" }, micros(bucket.upToMicros)),
    );
}
