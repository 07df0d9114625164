#pragma once
// Formatted text as a small tree, never HTML: what an agent with the formatting editor writes
// (O15). The tree is read strictly, cleaned, and kept in one form, so that equal texts are equal
// bytes; its plain text is what everything else reads. Pure.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json/fwd.hpp>

namespace parley::domain {

enum class BlockKind { paragraph, bullets, numbers, table, quote, code };
BOOST_DESCRIBE_ENUM(BlockKind, paragraph, bullets, numbers, table, quote, code)

/// A run of text that looks the same throughout. A line feed in it breaks the line.
struct Span {
    std::string text;
    bool bold = false;
    bool italic = false;
    bool underline = false;
    bool strike = false;
    bool code = false;
    std::string link;  // empty: none
    friend bool operator==(Span const&, Span const&) = default;
};

struct Block;
using Blocks = std::vector<Block>;

struct Cell {
    bool header = false;
    Blocks blocks;
    friend bool operator==(Cell const&, Cell const&);
};

/// What of it counts goes by its kind.
struct Block {
    BlockKind kind = BlockKind::paragraph;
    std::vector<Span> spans;              // of a paragraph
    std::string text;                     // of code
    Blocks blocks;                        // of a quote
    std::vector<Blocks> items;            // of both lists
    std::int64_t start = 1;               // of a list with numbers: the first one
    std::vector<std::vector<Cell>> rows;  // of a table
    friend bool operator==(Block const&, Block const&) = default;
};

inline bool operator==(Cell const& one, Cell const& other) {
    return one.header == other.header && one.blocks == other.blocks;
}

struct RichText {
    Blocks blocks;
    friend bool operator==(RichText const&, RichText const&) = default;
};

inline constexpr std::size_t block_depth_max = 8;    // of blocks in blocks
inline constexpr std::size_t tree_nodes_max = 2000;  // blocks, spans, items, rows and cells
inline constexpr std::size_t link_bytes_max = 2000;

/// Reads a tree that somebody has sent. Refuses `invalid` with the path of the first place, below
/// `path`, that is not as declared: another member or kind, a list, row or tree with nothing in it,
/// a link that may not be followed, or more than the limits above.
RichText read_rich_text(boost::json::value const& from, std::string const& path = {});

/// The same of JSON that was stored: of to_json().
RichText stored_rich_text(std::string_view json);

/// With clean texts (base/text.hpp), without empty spans and blank space around blocks, and with
/// neighbours that look the same as one.
RichText canonical(RichText tree);

/// Its JSON: of equal trees the same bytes.
std::string to_json(RichText const& tree);
inline void write_json(std::string& out, RichText const& tree) { out += to_json(tree); }

/// A line a paragraph, item or row; with marks before items, tabs between cells, and a link's
/// address behind its text where that does not say it. What search, transcripts, e-mail, readers of
/// the screen and clients that know no trees have of it.
std::string plain_text(RichText const& tree);

/// Whether there is nothing to read in it but marks and blank space.
bool says_nothing(RichText const& tree);

/// Code points of all texts, which count against the same limit as those of a plain message.
std::size_t text_points(RichText const& tree);

/// The tree with the texts that plain_text() has become, such as by redaction: place by place where
/// it is as long as it was and the marks between the texts are the same; otherwise one paragraph.
/// Its plain text is `masked`, always. A link whose text or address has changed is none any more.
RichText with_text(RichText tree, std::string_view masked);

/// Whether a text may go where it says: http, https, mailto or tel, in ASCII as addresses are sent,
/// with a host and without a user before it.
bool is_safe_link(std::string_view link);

}  // namespace parley::domain
