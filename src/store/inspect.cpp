#include "store/inspect.hpp"

#include <algorithm>

#include "store/audit_log.hpp"
#include "store/migrations.hpp"
#include "store/postgresql/inspect.hpp"
#include "store/sqlite/inspect.hpp"

namespace parley::store {

namespace {

Finding inspect_audit(Place const& place) {
    try {
        AuditLog log{place};
        for (auto const& found : verify(log)) {
            if (!found.broken) continue;
            return {"audit", Verdict::error,
                    "the audit log of " + found.slug + " is not as it was written: row " +
                        std::to_string(*found.broken) + " was changed or is missing"};
        }
        return {"audit", Verdict::ok, "the audit log is as it was written"};
    } catch (std::exception const& error) {
        return {"audit", Verdict::warning,
                std::string{"cannot verify the audit log: "} + error.what()};
    }
}

}  // namespace

std::vector<Finding> inspect(Place const& place, bool thorough) {
    auto findings =
        place.is_url() ? postgresql::inspect(place.text) : sqlite::inspect(place.text, thorough);
    bool const readable = std::ranges::none_of(
        findings, [](Finding const& each) { return each.verdict == Verdict::error; });
    if (thorough && readable) findings.push_back(inspect_audit(place));
    return findings;
}

Finding inspect_schema(int schema) {
    auto const newest = newest_schema();
    auto const numbers = "tables of version " + std::to_string(schema) + ", this program has " +
                         std::to_string(newest);
    if (schema > newest) {
        return {"schema", Verdict::error, numbers + ": use the newer program that has run here"};
    }
    if (schema < newest) {
        return {"schema", Verdict::warning, numbers + ": the next start brings them up to date"};
    }
    return {"schema", Verdict::ok,
            "the tables are those of this program (" + std::to_string(newest) + ")"};
}

}  // namespace parley::store
