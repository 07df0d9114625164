#pragma once
// Reads the text that is to be seen in a picture, so that it can be searched for card numbers: by
// tesseract, whose model is loaded before the process locks itself in. Source: H13.

#include <memory>

#include "files/pictures.hpp"
#include "files/reading.hpp"

namespace parley::files {

class PictureReader {
  public:
    /// Throws std::runtime_error where the model is not there.
    PictureReader();
    ~PictureReader();

    /// The text of each frame, and of it turned where it makes no sense upright. Throws Refuse,
    /// unreadable, where it would take too long. REQUIRES: one thread; the picture is one that
    /// remade() gave.
    void read(Picture const& picture, Reading& reading);

    /// What was read, upright or turned.
    enum class Sense { nonsense, little, good, all };

  private:
    Sense read_once(Shades const& seen, Reading& reading);
    void read_digits(Shades const& seen, Reading& reading);
    std::string recognized();

    struct Library;
    std::unique_ptr<Library> library_;
};

}  // namespace parley::files
