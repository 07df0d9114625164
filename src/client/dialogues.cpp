#include "client/dialogues.hpp"

#include <array>
#include <memory>
#include <stdexcept>

#include <boost/json.hpp>
#include <zlib.h>

#include "base/text.hpp"
#include "client/answer.hpp"

namespace parley::client {

namespace json = boost::json;

namespace {

/// The whole file, unpacked where it is packed.
std::string read_file(std::string const& path) {
    std::unique_ptr<gzFile_s, decltype(&::gzclose)> const file{::gzopen(path.c_str(), "rb"),
                                                               &::gzclose};
    if (!file) throw std::runtime_error("the file " + path + " cannot be opened");
    std::string text;
    std::array<char, 64 * 1024> part;
    for (;;) {
        int const count = ::gzread(file.get(), part.data(), static_cast<unsigned>(part.size()));
        if (count < 0) throw std::runtime_error("the file " + path + " is damaged");
        if (count == 0) break;
        text.append(part.data(), static_cast<std::size_t>(count));
    }
    // A packed file that was cut off ends like a whole one, but for this.
    if (int state = Z_OK; ::gzerror(file.get(), &state), state != Z_OK && state != Z_STREAM_END) {
        throw std::runtime_error("the file " + path + " is damaged or ends too early");
    }
    return text;
}

Dialogue dialogue_from(std::string_view line) {
    json::error_code error;
    auto const value = json::parse(line, error);
    if (error || !value.is_object()) throw std::runtime_error("is no JSON object");
    Dialogue dialogue;
    dialogue.id = text_at(value.get_object(), "id");
    for (auto const& item : list_at(value.get_object(), "turns")) {
        if (!item.is_object()) throw std::runtime_error("has a turn that is no object");
        auto const from = text_at(item.get_object(), "from");
        if (from != "customer" && from != "agent") {
            throw std::runtime_error("has a turn that is from neither customer nor agent");
        }
        auto text = clean_text(text_at(item.get_object(), "text"));
        if (text.empty()) continue;
        dialogue.turns.push_back(
            {from == "customer" ? Author::customer : Author::agent, std::move(text)});
    }
    if (dialogue.turns.empty()) throw std::runtime_error("has no turns");
    return dialogue;
}

}  // namespace

std::vector<Dialogue> read_dialogues(std::string const& path) {
    auto const text = read_file(path);
    std::vector<Dialogue> dialogues;
    std::string_view rest = text;
    for (int number = 1; !rest.empty(); ++number) {
        auto const line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        try {
            dialogues.push_back(dialogue_from(line));
        } catch (BadAnswer const&) {
            throw std::runtime_error(path + ", line " + std::to_string(number) +
                                     ": needs \"id\" and \"turns\" with \"from\" and \"text\"");
        } catch (std::runtime_error const& error) {
            throw std::runtime_error(path + ", line " + std::to_string(number) + ": " +
                                     error.what());
        }
    }
    if (dialogues.empty()) throw std::runtime_error(path + " has no conversations");
    return dialogues;
}

}  // namespace parley::client
