#include "api/passing.hpp"

#include "api/strict_json.hpp"
#include "service/ghost_drafts.hpp"
#include "service/sharing.hpp"
#include "service/tell.hpp"
#include "service/viewing.hpp"

namespace parley::api {

namespace {

template <class Data>
std::string read_again(std::string const& data, Limits const& limits) {
    return to_json(read_params<Data>(parse_json(data, limits)));
}

}  // namespace

std::optional<std::string> passed_on(std::string const& type, std::string const& data,
                                     Limits const& limits) {
    if (type == "typing") return read_again<service::Typing>(data, limits);
    if (type == "chat.viewing") return read_again<service::ViewingTold>(data, limits);
    if (type == "draft.changed") return read_again<service::DraftChanged>(data, limits);
    if (type == service::sharing_signalled) {
        return read_again<service::SharingSignalled>(data, limits);
    }
    return std::nullopt;
}

}  // namespace parley::api
