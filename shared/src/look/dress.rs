//! What a look shows of each drawn layer, and how tall it makes somebody.
//!
//! The one rule of which drawing and which colour belong to a choice, for whoever draws avatars. The drawings themselves,
//! their order and their palettes are in `assets/atlas/avatar.json`.

use super::Look;

/// Half pixels of the drawing from the feet to the top of a bare head.
const BARE: u16 = 152;
/// By how many half pixels each hair style stands above the head, in the order of the choices.
const HAIR: [u16; 15] = [0, 5, 4, 5, 21, 5, 13, 22, 15, 7, 5, 9, 4, 16, 0];
/// The same of each accessory.
const ACCESSORY: [u16; 11] = [0, 0, 0, 0, 13, 20, 0, 8, 3, 0, 0];

impl Look {
    /// Which of the `styles` drawings of a layer it shows; `None` where it shows nothing of that layer.
    #[must_use]
    pub fn style(self, layer: &str, styles: usize) -> Option<usize> {
        let [skin, hair, _, clothes, _, accessory] = self.parts().map(usize::from);
        match layer {
            "body" => Some(0),
            // Nobody chooses a face; the same look always has the same one.
            "face" => (skin + hair + clothes + accessory).checked_rem(styles),
            "clothes" => Some(clothes),
            // The first choice of hair and of accessory is none.
            "hair" => hair.checked_sub(1),
            "accessory" => accessory.checked_sub(1),
            _ => None,
        }
    }

    /// Which colour of a palette it wears.
    #[must_use]
    pub fn colour(self, palette: &str) -> Option<usize> {
        let [skin, _, hair, _, clothes, _] = self.parts().map(usize::from);
        match palette {
            "skin" => Some(skin),
            "hair" => Some(hair),
            "clothes" => Some(clothes),
            _ => None,
        }
    }

    /// How tall it makes somebody, hair and hat included, in half pixels of the drawing.
    #[must_use]
    pub fn height(self) -> u16 {
        let [_, hair, _, _, _, accessory] = self.parts().map(usize::from);
        let rise = |rises: &[u16], choice: usize| rises.get(choice).copied().unwrap_or(0);
        BARE + rise(&HAIR, hair).max(rise(&ACCESSORY, accessory))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hat_and_an_afro_make_tall() {
        let height = |hair, accessory| Look::new([0, hair, 0, 0, 0, accessory]).unwrap().height();
        assert!(height(0, 0) < height(1, 0) && height(1, 0) < height(1, 4) && height(1, 4) < height(7, 4));
    }
}
