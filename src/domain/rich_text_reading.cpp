// Reading a tree, and what may be followed.
#include <algorithm>
#include <initializer_list>

#include <boost/json.hpp>

#include "base/ensure.hpp"
#include "base/json.hpp"
#include "base/refusal.hpp"
#include "domain/rich_text.hpp"

namespace parley::domain {

namespace json = boost::json;

namespace {

constexpr std::int64_t start_max = 1'000'000;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// A step of a JSON Pointer.
std::string below(std::string const& path, std::string_view key) {
    auto text = path + "/";
    for (char const c : key) {
        if (c == '~' || c == '/') {
            text += c == '~' ? "~0" : "~1";
        } else {
            text += c;
        }
    }
    return text;
}

std::string below(std::string const& path, std::size_t place) {
    return path + "/" + std::to_string(place);
}

class Reader {
  public:
    RichText tree(json::value const& from, std::string const& path) {
        auto const& object = object_of(from, path, {"blocks"});
        RichText tree;
        tree.blocks = blocks(member(object, "blocks", path), below(path, "blocks"), 1);
        if (tree.blocks.empty()) throw invalid(below(path, "blocks"), "must not be empty");
        return tree;
    }

  private:
    using Known = std::initializer_list<std::string_view>;

    static json::object const& object_of(json::value const& from, std::string const& path,
                                         Known known) {
        auto const* object = from.if_object();
        if (!object) throw invalid(path, "must be an object");
        for (auto const& entry : *object) {
            std::string_view const key{entry.key().data(), entry.key().size()};
            if (std::ranges::find(known, key) == known.end()) {
                throw invalid(below(path, key), "is not known here");
            }
        }
        return *object;
    }

    static json::value const& member(json::object const& object, std::string_view key,
                                     std::string const& path) {
        auto const* value = object.if_contains(key);
        if (!value) throw invalid(below(path, key), "is missing");
        return *value;
    }

    static json::array const& list_of(json::value const& from, std::string const& path) {
        auto const* list = from.if_array();
        if (!list) throw invalid(path, "must be a list");
        return *list;
    }

    static json::array const& some_of(json::value const& from, std::string const& path) {
        auto const& list = list_of(from, path);
        if (list.empty()) throw invalid(path, "must not be empty");
        return list;
    }

    static std::string text_of(json::value const& from, std::string const& path) {
        auto const* text = from.if_string();
        if (!text) throw invalid(path, "must be a string");
        if (text->find('\0') != json::string::npos) {
            throw invalid(path, "must not contain U+0000");
        }
        return {text->data(), text->size()};
    }

    static bool truth(json::object const& object, std::string_view key, std::string const& path) {
        auto const* value = object.if_contains(key);
        if (!value) return false;
        if (!value->is_bool()) throw invalid(below(path, key), "must be true or false");
        return value->get_bool();
    }

    void count(std::string const& path) {
        if (++nodes_ > tree_nodes_max) throw invalid(path, "at most 2000 parts in one text");
    }

    Blocks blocks(json::value const& from, std::string const& path, std::size_t depth) {
        auto const& list = list_of(from, path);
        if (!list.empty() && depth > block_depth_max) {
            throw invalid(path, "at most 8 blocks in one another");
        }
        Blocks blocks;
        for (std::size_t i = 0; i < list.size(); ++i) {
            blocks.push_back(block(list[i], below(path, i), depth));
        }
        return blocks;
    }

    static BlockKind kind(json::value const& from, std::string const& path) {
        auto const* object = from.if_object();
        if (!object) throw invalid(path, "must be an object");
        auto const known =
            from_word<BlockKind>(text_of(member(*object, "kind", path), below(path, "kind")));
        if (!known) {
            throw invalid(below(path, "kind"),
                          "must be one of: paragraph, bullets, numbers, table, quote, code");
        }
        return *known;
    }

    Block block(json::value const& from, std::string const& path, std::size_t depth) {
        count(path);
        Block it;
        it.kind = kind(from, path);
        switch (it.kind) {
            case BlockKind::paragraph: {
                auto const& object = object_of(from, path, {"kind", "spans"});
                auto const at = below(path, "spans");
                auto const& list = list_of(member(object, "spans", path), at);
                for (std::size_t i = 0; i < list.size(); ++i) {
                    it.spans.push_back(span(list[i], below(at, i)));
                }
                break;
            }
            case BlockKind::code: {
                auto const& object = object_of(from, path, {"kind", "text"});
                it.text = text_of(member(object, "text", path), below(path, "text"));
                break;
            }
            case BlockKind::quote: {
                auto const& object = object_of(from, path, {"kind", "blocks"});
                auto const at = below(path, "blocks");
                it.blocks = blocks(some_of(member(object, "blocks", path), at), at, depth + 1);
                break;
            }
            case BlockKind::bullets:
                items(it, object_of(from, path, {"kind", "items"}), path, depth);
                break;
            case BlockKind::numbers: {
                auto const& object = object_of(from, path, {"kind", "start", "items"});
                if (auto const* start = object.if_contains("start")) {
                    auto const* number = start->if_int64();
                    if (!number || *number < 0 || *number > start_max) {
                        throw invalid(below(path, "start"), "must be a number from 0 to 1000000");
                    }
                    it.start = *number;
                }
                items(it, object, path, depth);
                break;
            }
            case BlockKind::table:
                rows(it, object_of(from, path, {"kind", "rows"}), path, depth);
                break;
        }
        return it;
    }

    void items(Block& it, json::object const& object, std::string const& path, std::size_t depth) {
        auto const at = below(path, "items");
        auto const& list = some_of(member(object, "items", path), at);
        for (std::size_t i = 0; i < list.size(); ++i) {
            count(below(at, i));
            it.items.push_back(blocks(list[i], below(at, i), depth + 1));
        }
    }

    void rows(Block& it, json::object const& object, std::string const& path, std::size_t depth) {
        // A cell of a cell has no place to be shown.
        if (in_table_) throw invalid(path, "a table cannot be in another one");
        in_table_ = true;
        auto const at = below(path, "rows");
        auto const& list = some_of(member(object, "rows", path), at);
        for (std::size_t r = 0; r < list.size(); ++r) {
            auto const row = below(at, r);
            count(row);
            auto& cells = it.rows.emplace_back();
            auto const& given = some_of(list[r], row);
            for (std::size_t c = 0; c < given.size(); ++c) {
                auto const place = below(row, c);
                count(place);
                auto const& cell = object_of(given[c], place, {"header", "blocks"});
                cells.push_back(
                    {truth(cell, "header", place),
                     blocks(member(cell, "blocks", place), below(place, "blocks"), depth + 1)});
            }
        }
        in_table_ = false;
    }

    Span span(json::value const& from, std::string const& path) {
        count(path);
        auto const& object = object_of(
            from, path, {"text", "bold", "italic", "underline", "strike", "code", "link"});
        Span it;
        it.text = text_of(member(object, "text", path), below(path, "text"));
        it.bold = truth(object, "bold", path);
        it.italic = truth(object, "italic", path);
        it.underline = truth(object, "underline", path);
        it.strike = truth(object, "strike", path);
        it.code = truth(object, "code", path);
        if (auto const* link = object.if_contains("link")) {
            it.link = text_of(*link, below(path, "link"));
            if (!is_safe_link(it.link)) {
                throw invalid(below(path, "link"),
                              "must be an address as it is sent (ASCII) with http, https, mailto "
                              "or tel, and no user before its host");
            }
        }
        return it;
    }

    std::size_t nodes_ = 0;
    bool in_table_ = false;
};

}  // namespace

bool is_safe_link(std::string_view link) {
    if (link.size() > link_bytes_max) return false;
    // Control characters and white space are cut out by browsers, and \ is read as /.
    bool const plain = std::ranges::all_of(link, [](unsigned char c) {
        return c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>' && c != '`';
    });
    auto const colon = link.find(':');
    if (!plain || colon == std::string_view::npos) return false;
    std::string scheme{link.substr(0, colon)};
    std::ranges::transform(scheme, scheme.begin(), lower);
    auto const rest = link.substr(colon + 1);
    if (scheme == "mailto" || scheme == "tel") return !rest.empty() && !rest.starts_with('/');
    if (scheme != "http" && scheme != "https") return false;
    if (!rest.starts_with("//")) return false;
    auto const host = rest.substr(2, std::min(rest.find_first_of("/?#", 2), rest.size()) - 2);
    return !host.empty() && host.front() != ':' && !host.contains('@');
}

RichText read_rich_text(json::value const& from, std::string const& path) {
    return Reader{}.tree(from, path);
}

RichText stored_rich_text(std::string_view text) { return read_rich_text(json::parse(text)); }

}  // namespace parley::domain
