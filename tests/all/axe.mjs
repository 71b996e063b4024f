// Prints the accessibility violations of HTML files as one JSON array: [{ file, id, impact, help, nodes }].
// Beside what axe finds, a page must not scroll sideways at 320 pixels, which is 1280 at 400 % zoom (WCAG 1.4.10).
// Usage: node axe.mjs CHROMIUM FILE…; node_modules come from KOHYO_NODE_MODULES.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const require = createRequire(join(process.env.KOHYO_NODE_MODULES, "anchor.js"));
const { chromium } = require(join(process.env.KOHYO_NODE_MODULES, "playwright-core"));
const axe = readFileSync(join(process.env.KOHYO_NODE_MODULES, "axe-core", "axe.min.js"), "utf8");

const [executablePath, ...files] = process.argv.slice(2);
const quiet = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const browser = await chromium.launch({ executablePath, args: quiet });
try {
  // A page that would need the network has to look the same without it. Axe gets past a page's own policy for scripts.
  const context = await browser.newContext({ offline: true, bypassCSP: true });
  const found = [];
  for (const file of files) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(resolve(file)).href);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const { id, impact, help, nodes } of violations) {
      found.push({ file, id, impact, help, nodes: nodes.map((node) => node.html) });
    }
    await page.setViewportSize({ width: 320, height: 640 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) {
      found.push({ file, id: "reflow", impact: "serious", help: `${width} pixels wide at 320`, nodes: [] });
    }
    await page.close();
  }
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
}
