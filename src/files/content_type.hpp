#pragma once
// Is a file by its content what its name says?

#include <memory>
#include <optional>
#include <string_view>

#include "domain/file.hpp"

struct magic_set;

namespace parley::files {

class ContentTypes {
  public:
    /// Loads the database of libmagic, for which it opens a file.
    ContentTypes();

    /// Why it is refused: of type, or unreadable, which is said of an encrypted document. Of a zip
    /// it says only that it is one (read_text() says of what kind).
    std::optional<domain::FileRefusal> problem(std::string_view bytes,
                                               domain::FileType const& type) const;

  private:
    struct Close {
        void operator()(magic_set* it) const;
    };
    std::unique_ptr<magic_set, Close> magic_;
};

}  // namespace parley::files
