//! Writes PDFs for the tests: objects, a page tree, and the table of where everything is.
//!
//! It writes what a test asks for, whether or not that makes sense.

use std::fmt::Write as _;
use std::io::Write as _;

/// A PDF that is being written.
#[derive(Default)]
pub(crate) struct Writer {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    /// More entries of the trailer.
    pub(crate) trailer: String,
    /// More entries of the catalogue.
    pub(crate) catalogue: String,
}

/// A sheet in points, as a projector has it.
pub(crate) const SHEET: &str = "/MediaBox [0 0 720 405]";

impl Writer {
    /// One with the objects every file has: 1 is the catalogue and 2 the tree of pages.
    pub(crate) fn new() -> Self {
        Self { objects: vec![Vec::new(), Vec::new()], ..Self::default() }
    }

    /// Adds an object and gives its number.
    pub(crate) fn object(&mut self, text: &str) -> usize {
        self.objects.push(text.as_bytes().to_vec());
        self.objects.len()
    }

    /// Adds a stream with these entries in its dictionary.
    pub(crate) fn stream(&mut self, entries: &str, bytes: &[u8]) -> usize {
        let mut object = format!("<< {entries} /Length {} >>\nstream\n", bytes.len()).into_bytes();
        object.extend_from_slice(bytes);
        object.extend_from_slice(b"\nendstream");
        self.objects.push(object);
        self.objects.len()
    }

    /// Adds a stream that is packed.
    pub(crate) fn packed(&mut self, entries: &str, bytes: &[u8]) -> usize {
        self.stream(&format!("{entries} /Filter /FlateDecode"), &packed(bytes))
    }

    /// Adds a page with these entries and this content.
    pub(crate) fn page(&mut self, entries: &str, content: &[u8]) {
        let content = self.stream("", content);
        self.page_of(entries, content);
    }

    /// Adds a page whose content is a stream already there.
    pub(crate) fn page_of(&mut self, entries: &str, content: usize) {
        let page = self.object(&format!("<< /Type /Page /Parent 2 0 R {entries} /Contents {content} 0 R >>"));
        self.pages.push(page);
    }

    /// The file.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        let tree = format!("<< /Type /Pages /Count {} /Kids [{}] >>", kids.len(), kids.join(" "));
        self.objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalogue).into_bytes();
        self.objects[1] = tree.into_bytes();
        let mut file = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (index, object) in self.objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend_from_slice(object);
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        let size = self.objects.len() + 1;
        write!(table, "trailer\n<< /Size {size} /Root 1 0 R {} >>\nstartxref\n{start}\n%%EOF\n", self.trailer).unwrap();
        file.extend_from_slice(table.as_bytes());
        file
    }
}

/// Bytes in zlib's wrapping.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A stream that unpacks to `times` times 2,064 zeros, written by hand because packing that many takes a while: one
/// block of fixed codes, a zero, and then repetitions of the greatest length.
pub(crate) fn zeros(times: usize) -> Vec<u8> {
    // Eight times "258 bytes, one back": the code 11000101 and the distance 00000, most significant bit first.
    let repeat: Vec<u8> = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0].repeat(8);
    // Last block, fixed codes; then five literals of nine bits and two of eight fill whole bytes. The last is 0.
    let mut head: Vec<u8> = vec![1, 1, 0];
    head.extend([1, 1, 0, 0, 1, 0, 0, 0, 0].repeat(5));
    head.extend([0, 0, 1, 1, 0, 0, 0, 0].repeat(2));
    assert_eq!(head.len() % 8, 0, "the pattern begins on a whole byte");
    let bytes = |bits: &[u8]| -> Vec<u8> {
        bits.chunks(8).map(|bits| bits.iter().enumerate().map(|(at, bit)| bit << at).sum()).collect()
    };
    let mut stream = vec![0x78, 0x01];
    stream.extend(bytes(&head));
    stream.extend(bytes(&repeat).repeat(times));
    // The end of the block; nobody waits for the checksum of this.
    stream.extend([0, 0, 0, 0, 0, 0]);
    stream
}
