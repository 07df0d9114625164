#pragma once
// Reads whole audit logs, for the commands that verify and export them: beside a server that runs,
// as they were at one moment.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/audit.hpp"
#include "store/open.hpp"

namespace parley::store {

struct AuditedOrganization {
    OrganizationId id;
    std::string slug;
    domain::AuditHead head;
};

class AuditLog {
  public:
    /// Throws std::runtime_error with a sentence for people, also where the data is older than
    /// audit logs are.
    explicit AuditLog(Place const& place);
    ~AuditLog();
    AuditLog(AuditLog const&) = delete;
    AuditLog& operator=(AuditLog const&) = delete;

    std::vector<AuditedOrganization> organizations();
    /// Of all organizations, one after another, ascending.
    void read(std::function<void(domain::AuditRow const&)> const& visit);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// One organization's chain, as a walk along all of it has found it.
struct AuditFinding {
    std::string slug;
    std::int64_t rows;  // that were found
    std::string hash;   // of the last one that is right
    std::optional<std::int64_t> broken;
};
std::vector<AuditFinding> verify(AuditLog& log);

}  // namespace parley::store
