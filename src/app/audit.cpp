#include "app/audit.hpp"

#include <algorithm>
#include <cstdio>

#include "store/audit_log.hpp"

namespace parley::app {

namespace {

void need_known(std::vector<store::AuditedOrganization> const& all, std::string const& slug) {
    if (slug.empty()) return;
    if (std::ranges::find(all, slug, &store::AuditedOrganization::slug) != all.end()) return;
    throw std::runtime_error("there is no organization " + slug);
}

}  // namespace

int verify_audit(PlaceOptions const& place, std::string const& organization) {
    store::AuditLog log{place_to_read(place)};
    need_known(log.organizations(), organization);
    int code = 0;
    for (auto const& found : store::verify(log)) {
        if (!organization.empty() && found.slug != organization) continue;
        if (found.broken) {
            code = 1;
            std::printf("%s: row %lld is not what it was, or not there\n", found.slug.c_str(),
                        static_cast<long long>(*found.broken));
        } else {
            std::printf("%s: %lld rows, as they were written; the last hash is %s\n",
                        found.slug.c_str(), static_cast<long long>(found.rows), found.hash.c_str());
        }
    }
    return code;
}

int export_audit(PlaceOptions const& place, std::string const& organization) {
    store::AuditLog log{place_to_read(place)};
    auto const all = log.organizations();
    need_known(all, organization);
    auto const wanted = std::ranges::find(all, organization, &store::AuditedOrganization::slug);
    log.read([&](domain::AuditRow const& row) {
        if (wanted != all.end() && row.organization != wanted->id) return;
        auto const line = to_json(row) + "\n";
        if (std::fputs(line.c_str(), stdout) < 0) throw std::runtime_error("cannot write");
    });
    if (std::fflush(stdout) != 0) throw std::runtime_error("cannot write");
    return 0;
}

}  // namespace parley::app
