#include "service/file_views.hpp"

#include <boost/json.hpp>

#include "base/ensure.hpp"
#include "base/json.hpp"

namespace parley::service {

namespace {

std::vector<std::string> each(std::string const& json, char const* member) {
    std::vector<std::string> found;
    for (auto const& file : boost::json::parse(json).as_array()) {
        found.push_back(boost::json::value_to<std::string>(file.at(member)));
    }
    return found;
}

}  // namespace

AttachedFileView file_view(store::File const& it) {
    auto const* const type = domain::file_type(it.name);
    ENSURE(type);  // no other name is taken
    return {it.id,      it.name,
            it.size,    it.received,
            it.state,   it.reason,
            type->kind, it.width,
            it.height,  it.warning ? std::optional{true} : std::nullopt};
}

std::string files_json(std::vector<store::File> const& files) {
    std::vector<AttachedFileView> views;
    for (auto const& file : files) views.push_back(file_view(file));
    return to_json(views);
}

std::vector<std::string> file_ids(std::string const& json) { return each(json, "id"); }

std::vector<std::string> file_names(std::string const& json) { return each(json, "name"); }

std::optional<FilesAllowedView> files_allowed(domain::Policy const& policy, bool customer) {
    using domain::Attachments;
    if (policy.attachments == Attachments::off) return std::nullopt;
    if (customer && !policy.customer_attachments) return std::nullopt;
    FilesAllowedView view{policy.attachments_max, policy.attachments_max_mb << 20, {}};
    for (auto const& type : domain::file_types()) {
        bool const picture = type.kind == domain::FileKind::picture;
        if (!picture && policy.attachments == Attachments::pictures) continue;
        if (picture && policy.redaction_pictures == domain::Pictures::refuse) continue;
        view.extensions.emplace_back(type.extension);
    }
    if (view.extensions.empty()) return std::nullopt;
    return view;
}

}  // namespace parley::service
