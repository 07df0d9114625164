#pragma once
// Copies everything from one place into another, of either engine: the one mechanism behind
// `parley backup`, `parley restore` and `parley move`.
//
// INVARIANT: a target is whole, or it is not there: until keep() nobody else can see any of it, and
// one that is not kept leaves nothing behind.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/open.hpp"
#include "store/row_sum.hpp"
#include "store/schema.hpp"

namespace parley::store {

using Visit = std::function<void(Row)>;

/// A place as it was at one moment, however long it is looked at and whoever writes meanwhile. All
/// of it throws std::runtime_error with a sentence for people.
class Snapshot {
  public:
    virtual ~Snapshot() = default;
    /// The number of the newest migration that was run on it.
    virtual int schema() = 0;
    /// About as much room as it takes.
    virtual std::int64_t bytes() = 0;
    /// Every row, in any order.
    virtual void read(Table const& table, Visit const& visit) = 0;
};

/// An empty place that is being filled. Throws as a snapshot does.
class Target {
  public:
    virtual ~Target() = default;
    /// First of all: makes the tables, or finds them there, empty.
    virtual void make(int schema) = 0;
    /// Then the tables one by one: open, any number of rows, close.
    virtual void open(Table const& table) = 0;
    virtual void add(Row row) = 0;
    virtual void close() = 0;
    /// All rows are there. From here on read() gives what has arrived.
    virtual void filled() = 0;
    virtual void read(Table const& table, Visit const& visit) = 0;
    virtual void execute(std::string const& statement) = 0;
    /// Durable, and visible to everybody.
    virtual void keep() = 0;
};

struct TableSum {
    std::string table;
    RowSum sum;
    bool operator==(TableSum const&) const = default;
};

/// The file or database as it is now; beside a server that runs on it, which notices nothing.
/// Throws std::runtime_error where there is nothing to read.
std::unique_ptr<Snapshot> take_snapshot(Place const& place);

/// A new file, or a database that nobody has used yet. Throws TryLater, or std::runtime_error with
/// what is in the way.
std::unique_ptr<Target> open_target(Place const& place);

/// Copies all rows of all tables, reads them back and compares. Gives what was copied, table by
/// table; keep() is left to the caller. Throws std::runtime_error that names the table.
std::vector<TableSum> copy(Snapshot& from, Target& to);

}  // namespace parley::store
