// A real Chromium at the page, as one caller has it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const CALLING = ["--use-fake-device-for-media-stream"];

/**
 * Opens the page; `microphone: false` is a caller who refuses it, `speech` a file (WAV) that it
 * plays once in place of beeps, `phone` a small screen.
 */
export async function open(
  url,
  { microphone = true, speech = null, phone = false, dark = false } = {},
) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      ...QUIET,
      ...CALLING,
      ...(microphone ? ["--use-fake-ui-for-media-stream"] : []),
      ...(speech ? [`--use-file-for-fake-audio-capture=${speech}%noloop`] : []),
    ],
  });
  const context = await browser.newContext({
    viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 860 },
    hasTouch: phone,
    colorScheme: dark ? "dark" : "light",
    permissions: microphone ? ["microphone"] : [],
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors, close: () => browser.close() };
}

/** Waits until nothing fades in any more: what is half there has half the contrast. */
const shown = () =>
  Promise.allSettled(
    document
      .getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished),
  ).then(() => null);

/** Violations of WCAG 2.2 A and AA that a program can find, one line each. */
export async function violations(page) {
  await page.evaluate(shown);
  await page.evaluate(await readFile(AXE, "utf8"));
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Waits until sound, and not silence, comes out of the page, of anybody who is on the line. */
export async function heard(page) {
  await page.waitForFunction(async () => {
    const playing = [...document.querySelectorAll("audio")].filter((a) => !a.paused && a.srcObject);
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 2048 });
    for (const { srcObject } of playing) context.createMediaStreamSource(srcObject).connect(analyser);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    await context.close();
    return samples.some((sample) => Math.abs(sample) > 0.01);
  });
}

/** What has the focus, by its name. */
export const focused = (page) =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return (element.getAttribute("aria-label") ?? element.textContent).trim();
  });
