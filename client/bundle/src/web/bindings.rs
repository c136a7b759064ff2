//! Joins the compiled client to the browser: the module of JavaScript that loads it and calls the page for it.
//!
//! Uses the library behind `wasm-bindgen`'s tool, in the version the client was compiled with (a tidy test holds it), so
//! that no tool has to be installed.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

/// The client as a browser takes it.
#[derive(Debug)]
pub struct Bindings {
    /// A JavaScript module.
    pub script: String,
    /// What it loads.
    pub wasm: Vec<u8>,
}

/// Makes the bindings of a compiled client.
///
/// # Errors
/// When the client is none, or asks for scripts beside the module.
pub fn make(wasm: &Path) -> Result<Bindings> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("hiroba");
    bindgen.typescript(false).remove_name_section(true).remove_producers_section(true);
    // The page gives the module the wasm it streams, under a name with a hash that the module cannot know.
    bindgen.omit_default_module_path(true).web(true)?;
    let mut output = bindgen.generate_output().context("the bindings cannot be made")?;
    // Packages without a script of their own are listed, too, with nothing beside their names.
    let inline: usize = output.snippets().values().map(Vec::len).sum();
    let strangers = inline + output.local_modules().len() + output.npm_dependencies().len();
    ensure!(strangers == 0, "packages bring {strangers} scripts of their own, which the bundle does not carry");
    let script = output.js().to_owned();
    Ok(Bindings { script, wasm: output.wasm_mut().emit_wasm() })
}
