#include "centre/html.hpp"

#include <array>

namespace parley::centre {

using domain::BlockKind;

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (char const c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        if (plain) {
            out += c;
            continue;
        }
        auto const byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

Html& Html::text(std::string_view text) {
    for (char const c : text) {
        switch (c) {
            case '&':
                out_ += "&amp;";
                break;
            case '<':
                out_ += "&lt;";
                break;
            case '>':
                out_ += "&gt;";
                break;
            case '"':
                out_ += "&quot;";
                break;
            case '\'':
                out_ += "&#39;";
                break;
            default:
                out_ += c;
        }
    }
    return *this;
}

Html& Html::rich(domain::RichText const& tree) {
    blocks(tree.blocks);
    return *this;
}

void Html::blocks(domain::Blocks const& blocks) {
    for (auto const& one : blocks) block(one);
}

void Html::block(domain::Block const& it) {
    auto& html = *this;
    switch (it.kind) {
        case BlockKind::paragraph:
            html << "<p>";
            for (auto const& one : it.spans) span(one);
            html << "</p>";
            break;
        case BlockKind::bullets:
            html << "<ul>";
            items(it.items);
            html << "</ul>";
            break;
        case BlockKind::numbers:
            html << "<ol start=\"";
            html.number(it.start) << "\">";
            items(it.items);
            html << "</ol>";
            break;
        case BlockKind::table:
            table(it);
            break;
        case BlockKind::quote:
            html << "<blockquote>";
            blocks(it.blocks);
            html << "</blockquote>";
            break;
        case BlockKind::code:
            html << "<pre tabindex=\"0\">";
            html.text(it.text) << "</pre>";
            break;
    }
}

void Html::table(domain::Block const& it) {
    auto& html = *this;
    // Wider than the page it is moved sideways, by keys, too.
    html << "<div class=\"rich_wide\" tabindex=\"0\"><table>";
    for (auto const& row : it.rows) {
        html << "<tr>";
        for (auto const& cell : row) {
            if (cell.header) {
                html << "<th>";
                blocks(cell.blocks);
                html << "</th>";
            } else {
                html << "<td>";
                blocks(cell.blocks);
                html << "</td>";
            }
        }
        html << "</tr>";
    }
    html << "</table></div>";
}

void Html::items(std::vector<domain::Blocks> const& items) {
    for (auto const& one : items) {
        *this << "<li>";
        blocks(one);
        *this << "</li>";
    }
}

void Html::span(domain::Span const& it) {
    auto& html = *this;
    if (!it.link.empty() && domain::is_safe_link(it.link)) {
        html << "<a rel=\"noopener nofollow\" href=\"";
        html.text(it.link) << "\">";
    }
    if (it.bold) html << "<strong>";
    if (it.italic) html << "<em>";
    if (it.underline) html << "<u>";
    if (it.strike) html << "<s>";
    if (it.code) html << "<code>";
    lines(it.text);
    if (it.code) html << "</code>";
    if (it.strike) html << "</s>";
    if (it.underline) html << "</u>";
    if (it.italic) html << "</em>";
    if (it.bold) html << "</strong>";
    if (!it.link.empty() && domain::is_safe_link(it.link)) html << "</a>";
}

void Html::lines(std::string_view text) {
    while (true) {
        auto const end = text.find('\n');
        this->text(text.substr(0, end));
        if (end == std::string_view::npos) return;
        *this << "<br>";
        text.remove_prefix(end + 1);
    }
}

}  // namespace parley::centre
