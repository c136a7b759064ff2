/**
 * The program of the venue: waits until the server has it, streams it in while the form is filled, and starts it. The
 * browser compiles while it loads; the bar counts the bytes that really arrived. Nothing here knows the form.
 */

const AGAIN_MS = 4_000;

/** What this browser lacks: "wasm", "webgl", or null for nothing. */
export function lacking() {
  if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiateStreaming !== "function") return "wasm";
  // A minimal module that uses 128-bit SIMD is not needed: plain WebAssembly is all the program asks for.
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context ? null : "webgl";
}

/**
 * Loads the program and gives its exports. `tell` hears `{step: "coming" | "none" | "offline" | "loading" | "starting", done, all}`.
 * @returns {Promise<{enter: (wish: string) => void}>}
 */
export async function load(tell) {
  const bundle = await waitForBundle(tell);
  const script = import(bundle.script);
  const answer = await fetch(bundle.wasm);
  if (!answer.ok || !answer.body) throw new Error(`the program cannot be fetched: ${answer.status}`);
  const counted = count(answer, (done) => tell({ step: "loading", done, all: bundle.wasm_bytes }));
  const module = await script;
  await module.default({ module_or_path: counted });
  tell({ step: "starting" });
  return module;
}

async function waitForBundle(tell) {
  for (;;) {
    try {
      const answer = await fetch("/api/bundle", { cache: "no-store" });
      const bundle = answer.ok ? await answer.json() : { ready: false };
      if (bundle.ready) return bundle;
      tell({ step: bundle.coming === false ? "none" : "coming" });
    } catch {
      tell({ step: "offline" });
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** The same answer, with every arrived byte told. */
function count(answer, told) {
  let done = 0;
  const counter = new TransformStream({
    transform(chunk, through) {
      done += chunk.byteLength;
      told(done);
      through.enqueue(chunk);
    },
  });
  // The type is what lets the browser compile while loading.
  return new Response(answer.body.pipeThrough(counter), { headers: { "content-type": "application/wasm" } });
}
