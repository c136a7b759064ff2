// Writes assets/countries/<language>.txt: the name of every ISO 3166-1 country in the languages of the interface, from
// the Unicode CLDR data inside Node. Run `node scripts/countries.mjs`; the results are committed, because neither
// server nor client should carry the whole of CLDR for four lists. The codes are read from shared/src/country.rs,
// which is the one list.
import { readFileSync, writeFileSync } from "node:fs";

const root = new URL("..", import.meta.url);
const source = readFileSync(new URL("shared/src/country.rs", root), "utf8");
const list = source.slice(source.indexOf("const CODES"), source.indexOf(");", source.indexOf("const CODES")));
const codes = [...list.matchAll(/"([A-Z ]+)"/g)].flatMap((line) => line[1].trim().split(" ")).sort();
if (codes.length !== 249 || new Set(codes).size !== 249) {
    throw new Error(`expected 249 country codes in shared/src/country.rs, found ${codes.length}`);
}

const languages = ["en", "ja", "mn", "id"];
const found = Intl.DisplayNames.supportedLocalesOf(languages);
if (found.length !== languages.length) {
    throw new Error(`this Node knows only ${found.join(", ")}; it needs full ICU data`);
}
for (const language of languages) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    const lines = codes.map((code) => {
        const name = names.of(code);
        if (!name) throw new Error(`no name for ${code} in ${language}`);
        return `${code}\t${name.normalize("NFC")}\n`;
    });
    writeFileSync(new URL(`assets/countries/${language}.txt`, root), lines.join(""));
}
console.log(`249 names in ${languages.join(", ")} from ICU ${process.versions.icu} (CLDR ${process.versions.cldr})`);
