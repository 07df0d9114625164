#pragma once
// Texts of a load, and finding them again in frames without reading the JSON around them: a
// generator that reads everything would measure itself.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "client/load_target.hpp"

namespace parley::client {

inline constexpr std::size_t load_text_bytes = 80;

/// "load c 17 4711 and a few words more", load_text_bytes long.
void append_load_text(std::string& out, LoadMark mark);

/// The mark of such a text.
std::optional<LoadMark> read_load_text(std::string_view text);

/// The mark of the first such text in `json`.
std::optional<LoadMark> find_load_text(std::string_view json);

/// A mark as the id of a JSON-RPC call, and back.
std::int64_t id_of(LoadMark mark);
LoadMark mark_of(std::int64_t id);

/// A UUID that is different for each mark.
void append_load_uuid(std::string& out, LoadMark mark);

/// {"jsonrpc":"2.0","id":…,"method":"message.post",
///  "params":{"chat":"…","client_id":"…","text":"…"}}
void write_post(std::string& out, LoadMark mark, std::string_view chat);

enum class Told { acknowledged, posted, refused };

/// Calls `told` for each JSON-RPC answer and message in a frame, a batch or a single one. Other
/// things are passed over.
template <class Function>
void read_marks(std::string_view frame, Function&& told);

namespace detail {
inline constexpr std::string_view call_start = R"({"jsonrpc":"2.0",)";
std::optional<std::pair<Told, LoadMark>> read_mark(std::string_view call);
}  // namespace detail

template <class Function>
void read_marks(std::string_view frame, Function&& told) {
    // Quotes inside texts are escaped, so a call can begin nowhere but where it begins.
    auto at = frame.find(detail::call_start);
    while (at != std::string_view::npos) {
        auto const next = frame.find(detail::call_start, at + detail::call_start.size());
        if (auto const mark = detail::read_mark(frame.substr(at, next - at))) {
            told(mark->first, mark->second);
        }
        at = next;
    }
}

}  // namespace parley::client
