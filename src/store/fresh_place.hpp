#pragma once
// For tests: a database of either engine with nothing in it.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <soci/postgresql/soci-postgresql.h>
#include <unistd.h>

#include "store/migrations.hpp"
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

    /// With the newest tables it is a copy, which is made in a part of the time of migrations.
    enum class Tables { none, newest };

    explicit FreshPlace(std::string const& engine, Tables tables = Tables::none) {
        if (engine == "sqlite") {
            auto name = std::filesystem::temp_directory_path() / "parley-contract-XXXXXX";
            directory_ = ::mkdtemp(name.string().data());
            place_.text = directory_ / "parley.db";
            if (tables == Tables::newest) std::ofstream{place_.text} << migrated_file();
            return;
        }
        server_ = std::getenv("PARLEY_TEST_POSTGRESQL");
        static int number = 0;
        name_ = "fresh_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
        // Files are copied: the other way would write each of their pages to the log.
        auto const copied = tables == Tables::newest
                                ? " TEMPLATE " + migrated_database(server_) + " STRATEGY FILE_COPY"
                                : std::string{};
        soci::session sql{soci::postgresql, maintenance(server_)};
        sql << "CREATE DATABASE " + name_ + copied;
        place_.text = server_ + "/" + name_;
    }
    ~FreshPlace() {
        if (!directory_.empty()) std::filesystem::remove_all(directory_);
        if (name_.empty()) return;
        soci::session sql{soci::postgresql, maintenance(server_)};
        try {
            sql << "DROP DATABASE " + name_ + " WITH (FORCE)";
        } catch (soci::soci_error const&) {
            // Autovacuum is in it, which only a superuser may end by force; without, it gives way.
            sql << "DROP DATABASE " + name_;
        }
    }
    Place const& place() const { return place_; }

  private:
    /// Where databases are made. Others make theirs at the same time: each waits for its turn,
    /// however busy the machine is.
    static std::string maintenance(std::string const& server) {
        return server + "/postgres?application_name=tests&options=-c%20statement_timeout%3D0";
    }

    static void migrate(Place const& place) {
        ManualClock const clock{Instant{}};
        IdMaker ids{clock, 1};
        open_connection(place, clock, ids, Limits{});
    }

    /// What is in the file of a database that was just made.
    static std::string const& migrated_file() {
        static std::string const bytes = [] {
            FreshPlace const empty{"sqlite"};
            migrate(empty.place());
            std::ifstream file{empty.place().text, std::ios::binary};
            return std::string{std::istreambuf_iterator<char>{file}, {}};
        }();
        return bytes;
    }

    /// The server keeps one for all tests; another where any migration is another.
    static std::string const& migrated_database(std::string const& server) {
        static std::string const name = [&] {
            std::string texts;
            for (std::size_t i = 0; i < migration_count; ++i) texts += migration_texts[i];
            auto const made = "migrated_" + std::to_string(std::hash<std::string>{}(texts));
            auto const half = made + "_half";
            soci::session sql{soci::postgresql, maintenance(server)};
            sql << "SELECT pg_advisory_lock(1)";  // others begin at the same time
            int count = 0;
            sql << "SELECT count(*) FROM pg_database WHERE datname = :name", soci::into(count),
                soci::use(made);
            if (count == 0) {
                sql << "SET client_min_messages = warning";
                sql << "DROP DATABASE IF EXISTS " + half;
                sql << "CREATE DATABASE " + half;
                migrate({server + "/" + half});
                sql << "ALTER DATABASE " + half + " RENAME TO " + made;
            }
            return made;
        }();
        return name;
    }

    std::filesystem::path directory_;
    std::string server_;
    std::string name_;
    Place place_;
};

}  // namespace parley::store
