//! Words as a drawing instead of text.

use super::Fonts;
use ttf_parser::{GlyphId, OutlineBuilder};

/// Words drawn as one path, in thousandths of the type size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The path in the notation of SVG; the type stands between 0 and 1000, downwards.
    pub path: String,
    /// How wide the words are.
    pub width: i32,
}

impl Fonts {
    /// Draws words in bold gothic: a mark that is to be seen but not read out, found or copied as text.
    pub fn outline(&self, words: &str) -> Outline {
        let mut pen = Pen { path: String::new(), x: 0.0, scale: 1.0, ascent: 0.0 };
        for character in words.chars() {
            let glyph_of = |&index: &usize| {
                let face = self.0.faces[index].ttf();
                face.glyph_index(character).filter(|glyph| *glyph != GlyphId(0)).map(|glyph| (face, glyph))
            };
            let Some((face, glyph)) = self.0.stacks.last().into_iter().flatten().find_map(glyph_of) else { continue };
            pen.scale = 1000.0 / f32::from(face.units_per_em());
            pen.ascent = f32::from(face.ascender());
            face.outline_glyph(glyph, &mut pen);
            pen.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default()) * pen.scale;
        }
        Outline { path: pen.path, width: pen.x.round() as i32 }
    }
}

struct Pen {
    path: String,
    x: f32,
    scale: f32,
    ascent: f32,
}

impl Pen {
    fn draw(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (x, y) in points {
            let x = (self.x + x * self.scale).round();
            let y = ((self.ascent - y) * self.scale).round();
            self.path.push_str(&format!("{x} {y} "));
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.draw('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.draw('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.draw('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
