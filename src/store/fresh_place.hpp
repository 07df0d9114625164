#pragma once
// For tests: an empty database of either engine.

#include <cstdlib>
#include <filesystem>
#include <string>

#include <soci/postgresql/soci-postgresql.h>
#include <unistd.h>

#include "store/open.hpp"

namespace parley::store {

/// A database of its own, gone with the object.
class FreshPlace {
  public:
    /// PostgreSQL needs a server on which databases may be made: PARLEY_TEST_POSTGRESQL, such as
    /// postgresql://parley@127.0.0.1:5432.
    static bool can_make(std::string const& engine) {
        return engine == "sqlite" || std::getenv("PARLEY_TEST_POSTGRESQL") != nullptr;
    }

    explicit FreshPlace(std::string const& engine) {
        if (engine == "sqlite") {
            auto name = std::filesystem::temp_directory_path() / "parley-contract-XXXXXX";
            directory_ = ::mkdtemp(name.string().data());
            place_.text = directory_ / "parley.db";
            return;
        }
        server_ = std::getenv("PARLEY_TEST_POSTGRESQL");
        static int number = 0;
        name_ = "fresh_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
        soci::session sql{soci::postgresql, server_ + "/postgres?application_name=tests"};
        sql << "CREATE DATABASE " + name_;
        place_.text = server_ + "/" + name_;
    }
    ~FreshPlace() {
        if (!directory_.empty()) std::filesystem::remove_all(directory_);
        if (name_.empty()) return;
        soci::session sql{soci::postgresql, server_ + "/postgres?application_name=tests"};
        try {
            sql << "DROP DATABASE " + name_ + " WITH (FORCE)";
        } catch (soci::soci_error const&) {
            // Autovacuum is in it, which only a superuser may end by force; without, it gives way.
            sql << "DROP DATABASE " + name_;
        }
    }
    Place const& place() const { return place_; }

  private:
    std::filesystem::path directory_;
    std::string server_;
    std::string name_;
    Place place_;
};

}  // namespace parley::store
