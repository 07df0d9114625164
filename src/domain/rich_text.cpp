#include "domain/rich_text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "base/json.hpp"
#include "base/text.hpp"

namespace parley::domain {

namespace {

/// A part of the plain text: a mark between texts, or a line of a text or of a link's address.
struct Piece {
    std::string mark;
    std::string const* of = nullptr;
    std::string_view line = {};
};

bool same_look(Span const& one, Span const& other) {
    auto const look = [](Span const& it) {
        return std::tie(it.bold, it.italic, it.underline, it.strike, it.code, it.link);
    };
    return look(one) == look(other);
}

/// Whether whoever reads the text knows the address.
bool says(std::string_view text, std::string_view link) {
    if (text == link) return true;
    for (std::string_view const start : {"https://", "http://", "mailto:", "tel:"}) {
        if (!link.starts_with(start)) continue;
        link.remove_prefix(start.size());
        if (link.ends_with('/')) link.remove_suffix(1);
        return text == link;
    }
    return false;
}

/// Where the spans end that have the same link as the one at `from`.
std::size_t link_end(std::vector<Span> const& spans, std::size_t from) {
    auto to = from + 1;
    while (to < spans.size() && spans[to].link == spans[from].link) ++to;
    return to;
}

std::string text_between(std::vector<Span> const& spans, std::size_t from, std::size_t to) {
    std::string text;
    for (auto i = from; i < to; ++i) text += spans[i].text;
    return text;
}

/// Lays a tree out as lines. The pieces point into it.
class Layout {
  public:
    static std::vector<Piece> of(RichText const& tree) {
        Layout layout;
        layout.blocks(tree.blocks, "");
        return std::move(layout.pieces_);
    }

  private:
    void mark(std::string text) { pieces_.push_back({std::move(text)}); }

    /// In a cell there is only one line.
    void line(std::string const& indent) { mark(in_cell_ ? " " : "\n" + indent); }

    void text(std::string const& whole, std::string const& indent) {
        std::string_view rest{whole};
        for (;;) {
            auto const end = rest.find('\n');
            pieces_.push_back({{}, &whole, rest.substr(0, end)});
            if (end == std::string_view::npos) return;
            line(indent);
            rest.remove_prefix(end + 1);
        }
    }

    void blocks(Blocks const& all, std::string const& indent) {
        for (auto const& each : all) {
            if (&each != all.data()) line(indent);
            block(each, indent);
        }
    }

    void block(Block const& it, std::string const& indent) {
        switch (it.kind) {
            case BlockKind::paragraph:
                return spans(it.spans, indent);
            case BlockKind::code:
                return text(it.text, indent);
            case BlockKind::quote:
                mark("> ");
                return blocks(it.blocks, indent + "> ");
            case BlockKind::bullets:
            case BlockKind::numbers:
                return items(it, indent);
            case BlockKind::table:
                return rows(it, indent);
        }
    }

    void spans(std::vector<Span> const& all, std::string const& indent) {
        for (std::size_t from = 0; from < all.size();) {
            auto const to = link_end(all, from);
            for (auto i = from; i < to; ++i) text(all[i].text, indent);
            auto const& link = all[to - 1].link;
            if (!link.empty() && !says(text_between(all, from, to), link)) {
                mark(" (");
                text(link, indent);
                mark(")");
            }
            from = to;
        }
    }

    void items(Block const& it, std::string const& indent) {
        for (std::size_t i = 0; i < it.items.size(); ++i) {
            if (i > 0) line(indent);
            bool const numbers = it.kind == BlockKind::numbers;
            auto const number = std::to_string(it.start + static_cast<std::int64_t>(i)) + ". ";
            mark(numbers ? number : "• ");
            blocks(it.items[i], indent + std::string(numbers ? number.size() : 2, ' '));
        }
    }

    void rows(Block const& it, std::string const& indent) {
        for (auto const& row : it.rows) {
            if (&row != it.rows.data()) line(indent);
            auto const outside = std::exchange(in_cell_, true);
            for (auto const& cell : row) {
                if (&cell != row.data()) mark("\t");
                blocks(cell.blocks, indent);
            }
            in_cell_ = outside;
        }
    }

    std::vector<Piece> pieces_;
    bool in_cell_ = false;
};

RichText from_plain(std::string text) {
    Block paragraph;
    if (!text.empty()) paragraph.spans.push_back({.text = std::move(text), .link = {}});
    return {{std::move(paragraph)}};
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

std::vector<Span> canonical(std::vector<Span> const& spans) {
    std::vector<Span> out;
    for (auto span : spans) {
        span.text = clean_part(span.text);
        if (span.text.empty()) continue;
        if (!out.empty() && same_look(out.back(), span)) {
            out.back().text += span.text;
        } else {
            out.push_back(std::move(span));
        }
    }
    while (!out.empty()) {
        auto& text = out.back().text;
        while (!text.empty() && is_blank(text.back())) text.pop_back();
        if (!text.empty()) break;
        out.pop_back();
    }
    while (!out.empty()) {
        auto& text = out.front().text;
        text.erase(0, std::min(text.find_first_not_of(" \n\t"), text.size()));
        if (!text.empty()) break;
        out.erase(out.begin());
    }
    return out;
}

bool is_empty(Block const& it) { return it.kind == BlockKind::paragraph && it.spans.empty(); }

Blocks canonical(Blocks all) {
    for (auto& it : all) {
        it.spans = canonical(it.spans);
        it.text = clean_part(it.text);
        while (!it.text.empty() && is_blank(it.text.back())) it.text.pop_back();
        it.blocks = canonical(std::move(it.blocks));
        for (auto& item : it.items) item = canonical(std::move(item));
        for (auto& row : it.rows) {
            for (auto& cell : row) cell.blocks = canonical(std::move(cell.blocks));
        }
    }
    std::erase_if(all, [](Block const& it) {
        return (it.kind == BlockKind::code && it.text.empty()) ||
               (it.kind == BlockKind::quote && it.blocks.empty());
    });
    while (!all.empty() && is_empty(all.back())) all.pop_back();
    all.erase(all.begin(), std::ranges::find_if_not(all, is_empty));
    return all;
}

void write(std::string& out, Block const& it);
void write(std::string& out, Blocks const& blocks);

void write(std::string& out, Span const& it) {
    out += R"({"text":)";
    write_json_string(out, it.text);
    auto const truth = [&](bool on, std::string_view name) {
        if (on) out.append(",\"").append(name).append("\":true");
    };
    truth(it.bold, "bold");
    truth(it.italic, "italic");
    truth(it.underline, "underline");
    truth(it.strike, "strike");
    truth(it.code, "code");
    if (!it.link.empty()) {
        out += R"(,"link":)";
        write_json_string(out, it.link);
    }
    out += '}';
}

void write(std::string& out, Cell const& it) {
    out += it.header ? R"({"header":true,"blocks":)" : R"({"blocks":)";
    write(out, it.blocks);
    out += '}';
}

template <class T>
void write(std::string& out, std::vector<T> const& items) {
    out += '[';
    for (auto const& item : items) {
        if (&item != items.data()) out += ',';
        write(out, item);
    }
    out += ']';
}

void write(std::string& out, Block const& it) {
    out.append(R"({"kind":")").append(word(it.kind)).push_back('"');
    switch (it.kind) {
        case BlockKind::paragraph:
            out += R"(,"spans":)";
            write(out, it.spans);
            break;
        case BlockKind::code:
            out += R"(,"text":)";
            write_json_string(out, it.text);
            break;
        case BlockKind::quote:
            out += R"(,"blocks":)";
            write(out, it.blocks);
            break;
        case BlockKind::numbers:
            if (it.start != 1) {
                out += R"(,"start":)";
                write_json_number(out, it.start);
            }
            [[fallthrough]];
        case BlockKind::bullets:
            out += R"(,"items":)";
            write(out, it.items);
            break;
        case BlockKind::table:
            out += R"(,"rows":)";
            write(out, it.rows);
            break;
    }
    out += '}';
}

void write(std::string& out, Blocks const& blocks) { write<Block>(out, blocks); }

/// The bytes of the first `points` code points.
std::size_t bytes_of(std::string_view text, std::size_t points) {
    std::size_t at = 0;
    while (at < text.size()) {
        bool const begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
        if (begins && points-- == 0) break;
        ++at;
    }
    return at;
}

using Texts = std::map<std::string const*, std::string>;

void take(std::vector<Span>& spans, Texts& texts) {
    for (std::size_t from = 0; from < spans.size();) {
        auto const to = link_end(spans, from);
        auto& last = spans[to - 1];
        auto const before = text_between(spans, from, to);
        for (auto i = from; i < to; ++i) spans[i].text = std::move(texts[&spans[i].text]);
        if (auto const shown = texts.find(&last.link); shown != texts.end()) {
            if (shown->second != last.link) {
                last.text += " (" + shown->second + ")";
                for (auto i = from; i < to; ++i) spans[i].link.clear();
            }
        } else if (before != text_between(spans, from, to)) {
            for (auto i = from; i < to; ++i) spans[i].link.clear();
        }
        from = to;
    }
}

void take(Blocks& all, Texts& texts) {
    for (auto& it : all) {
        if (it.kind == BlockKind::paragraph) take(it.spans, texts);
        if (it.kind == BlockKind::code) it.text = std::move(texts[&it.text]);
        take(it.blocks, texts);
        for (auto& item : it.items) take(item, texts);
        for (auto& row : it.rows) {
            for (auto& cell : row) take(cell.blocks, texts);
        }
    }
}

/// What each text becomes, by place; nothing where the marks are not where they were.
std::optional<Texts> taken_apart(std::vector<Piece> const& pieces, std::string_view masked) {
    Texts texts;
    for (auto const& piece : pieces) {
        if (!piece.of) {
            if (!masked.starts_with(piece.mark)) return std::nullopt;
            masked.remove_prefix(piece.mark.size());
            continue;
        }
        auto const points = code_points(piece.line);
        auto const bytes = bytes_of(masked, points);
        if (code_points(masked.substr(0, bytes)) != points) return std::nullopt;
        auto const [text, first] = texts.emplace(piece.of, std::string{});
        if (!first) text->second += '\n';
        text->second += masked.substr(0, bytes);
        masked.remove_prefix(bytes);
    }
    return masked.empty() ? std::optional{std::move(texts)} : std::nullopt;
}

std::size_t points_of(Blocks const& all) {
    std::size_t points = 0;
    for (auto const& it : all) {
        for (auto const& span : it.spans) points += code_points(span.text);
        points += code_points(it.text) + points_of(it.blocks);
        for (auto const& item : it.items) points += points_of(item);
        for (auto const& row : it.rows) {
            for (auto const& cell : row) points += points_of(cell.blocks);
        }
    }
    return points;
}

}  // namespace

RichText canonical(RichText tree) {
    tree.blocks = canonical(std::move(tree.blocks));
    // Over the borders of spans, too: what is stored as its plain text is clean as any other.
    auto const plain = plain_text(tree);
    if (auto cleaned = clean_part(plain); cleaned != plain) {
        tree.blocks = canonical(from_plain(std::move(cleaned)).blocks);
    }
    return tree;
}

std::string to_json(RichText const& tree) {
    std::string out = R"({"blocks":)";
    write(out, tree.blocks);
    out += '}';
    return out;
}

std::string plain_text(RichText const& tree) {
    std::string text;
    for (auto const& piece : Layout::of(tree)) text.append(piece.mark).append(piece.line);
    return text;
}

bool says_nothing(RichText const& tree) {
    return std::ranges::all_of(
        Layout::of(tree), [](Piece const& it) { return !it.of || clean_text(it.line).empty(); });
}

std::size_t text_points(RichText const& tree) { return points_of(tree.blocks); }

RichText with_text(RichText tree, std::string_view masked) {
    if (auto texts = taken_apart(Layout::of(tree), masked)) {
        take(tree.blocks, *texts);
        if (plain_text(tree) == masked) return tree;
    }
    return from_plain(std::string{masked});
}

}  // namespace parley::domain
