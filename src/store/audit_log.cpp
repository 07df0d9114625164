#include "store/audit_log.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "store/copy.hpp"

namespace parley::store {

struct AuditLog::Impl {
    std::unique_ptr<Snapshot> snapshot;
    std::vector<Table> tables;

    explicit Impl(Place const& place)
        : snapshot(take_snapshot(place)), tables(tables_of_schema(snapshot->schema())) {
        if (std::ranges::find(tables, "audit", &Table::name) == tables.end()) {
            throw std::runtime_error(
                "this data was last written by a version of Parley that kept no audit log");
        }
    }
    Table table(std::string const& name, std::string order) const {
        auto found = *std::ranges::find(tables, name, &Table::name);
        found.order = std::move(order);
        return found;
    }
};

namespace {

/// The fields of a row by the names of their columns.
class Named {
  public:
    Named(Table const& table, Row row) : table_(table), row_(row) {}
    std::string text(std::string_view column) const {
        auto const place = std::ranges::find(table_.columns, column) - table_.columns.begin();
        return std::string{row_[static_cast<std::size_t>(place)].value_or("")};
    }
    /// What is no number was not written by this program: -1, which it never writes either.
    std::int64_t number(std::string_view column) const {
        auto const digits = text(column);
        std::int64_t value{};
        auto const* const end = digits.data() + digits.size();
        auto const [stop, error] = std::from_chars(digits.data(), end, value);
        return error == std::errc{} && stop == end ? value : -1;
    }

  private:
    Table const& table_;
    Row row_;
};

}  // namespace

AuditLog::AuditLog(Place const& place) : impl_(std::make_unique<Impl>(place)) {}
AuditLog::~AuditLog() = default;

std::vector<AuditedOrganization> AuditLog::organizations() {
    std::vector<AuditedOrganization> all;
    auto const organizations = impl_->table("organizations", "id");
    impl_->snapshot->read(organizations, [&](Row row) {
        Named const named{organizations, row};
        all.push_back({{named.number("id")}, named.text("slug"), {}});
    });
    auto const heads = impl_->table("audit_heads", {});
    impl_->snapshot->read(heads, [&](Row row) {
        Named const named{heads, row};
        OrganizationId const id{named.number("organization_id")};
        auto const of = std::ranges::find(all, id, &AuditedOrganization::id);
        if (of != all.end()) of->head = {named.number("seq"), named.text("hash")};
    });
    return all;
}

void AuditLog::read(std::function<void(domain::AuditRow const&)> const& visit) {
    auto const table = impl_->table("audit", "organization_id, seq");
    impl_->snapshot->read(table, [&](Row row) {
        Named const named{table, row};
        domain::AuditRow it{};
        it.organization = {named.number("organization_id")};
        it.seq = named.number("seq");
        it.at = {named.number("at")};
        it.event = named.text("event");
        it.outcome = named.text("outcome");
        it.reason = named.text("reason");
        it.actor_kind = named.text("actor_kind");
        it.actor = named.text("actor");
        it.actor_name = named.text("actor_name");
        it.actor_roles = named.text("actor_roles");
        it.address = named.text("address");
        it.target_type = named.text("target_type");
        it.target = named.text("target");
        it.target_name = named.text("target_name");
        it.changes = {named.text("changes")};
        it.request_id = named.text("request_id");
        it.node = named.text("node");
        it.prev_hash = named.text("prev_hash");
        it.hash = named.text("hash");
        visit(it);
    });
}

std::vector<AuditFinding> verify(AuditLog& log) {
    struct Chain {
        domain::AuditWalk walk;
        std::int64_t rows = 0;
    };
    std::map<OrganizationId, Chain> chains;
    log.read([&](domain::AuditRow const& row) {
        auto& chain = chains[row.organization];
        ++chain.rows;
        chain.walk.step(row);
    });
    std::vector<AuditFinding> findings;
    for (auto const& organization : log.organizations()) {
        auto& chain = chains[organization.id];
        chain.walk.finish(organization.head);
        findings.push_back(
            {organization.slug, chain.rows, chain.walk.at().hash, chain.walk.broken()});
    }
    return findings;
}

}  // namespace parley::store
