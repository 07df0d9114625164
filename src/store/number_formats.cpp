#include "store/number_formats.hpp"

namespace parley::store {

NumberFormats::NumberFormats(Database& sql)
    : of_(sql, "SELECT formats, version FROM number_formats WHERE organization_id = :organization"),
      save_(sql,
            "INSERT INTO number_formats (organization_id, formats, version) "
            "VALUES (:organization, :formats, :version) ON CONFLICT (organization_id) "
            "DO UPDATE SET formats = excluded.formats, version = excluded.version") {}

std::optional<NumberFormatsRow> NumberFormats::of(OrganizationId organization) {
    return of_.first(organization);
}

void NumberFormats::save(OrganizationId organization, NumberFormatsRow const& row) {
    save_.run(organization, row.formats, row.version);
}

}  // namespace parley::store
