#pragma once
// SQLite without anything between, for reading and writing millions of rows of any table; all else
// uses statement.hpp.

#include <memory>
#include <string>
#include <vector>

#include <soci/sqlite3/soci-sqlite3.h>

#include "store/row_sum.hpp"

namespace parley::store::sqlite {

/// Throws std::runtime_error with SQLite's own words, or TryLater where the disk is full, as all of
/// this.
class Handle {
  public:
    enum class Mode { read, write };
    Handle() = default;
    Handle(std::string const& file, Mode mode);

    void execute(std::string const& statement) const;
    /// The first column of the first row; empty where there is none.
    std::string ask(std::string const& query) const;
    std::int64_t number(std::string const& query) const { return std::stoll(ask(query)); }

    sqlite_api::sqlite3* get() const { return handle_.get(); }
    void close() { handle_.reset(); }

  private:
    struct Close {
        void operator()(sqlite_api::sqlite3* handle) const { sqlite_api::sqlite3_close(handle); }
    };
    std::unique_ptr<sqlite_api::sqlite3, Close> handle_;
};

/// A prepared statement whose parameters and columns are texts.
class RawStatement {
  public:
    RawStatement() = default;
    RawStatement(Handle const& handle, std::string const& text);

    /// Runs it with a row's fields as its parameters.
    void run(Row row);
    /// The next row of the result; its texts live until the next call.
    bool next();
    Row row() const { return row_; }

  private:
    struct Finalize {
        void operator()(sqlite_api::sqlite3_stmt* it) const { sqlite_api::sqlite3_finalize(it); }
    };
    std::unique_ptr<sqlite_api::sqlite3_stmt, Finalize> statement_;
    std::vector<Field> row_;
};

}  // namespace parley::store::sqlite
