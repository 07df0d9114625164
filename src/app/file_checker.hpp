#pragma once
// Looks into the files that were uploaded, one after the other, before anybody gets them. Any
// number of nodes may do so on one database. Where there is an object store, what a file holds is
// put there before anybody is told that it is ready. Source: P24; faults D01 to D04, D09, D11.
//
// Threads: one of its own; start and stop may be called from any other.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "api/gateway.hpp"
#include "files/inspector.hpp"
#include "files/scanner.hpp"
#include "objects/s3.hpp"
#include "service/file_checks.hpp"

namespace parley::app {

class FileChecker {
  public:
    /// `objects`: where what is in files is kept; null: in the database.
    FileChecker(std::optional<files::ScannerAddress> const& scanner, objects::S3 const* objects,
                api::Gateway& gateway);
    ~FileChecker() { stop(); }

    /// The store is there.
    void start();
    /// Ends what is under way; the store is still there. What it had begun is begun anew.
    void stop();

  private:
    /// A file on its way: what was found, and the pictures that were made of it.
    struct Work {
        store::File file;
        service::Checked found;
        std::optional<files::Picture> picture;
        std::optional<files::Picture> small;
    };

    void run(std::stop_token const& stop);
    /// False where nothing is to be looked into, or the database does not say.
    bool check_next(std::stop_token const& stop);
    /// False where nothing could be found out: later.
    bool look(Work& work, service::ToCheck const& what, std::stop_token const& stop);
    bool scan(Work& work, std::string const& bytes, std::stop_token const& stop);
    /// Where what is kept of it has to lie. False where it cannot be put there: later.
    bool keep(Work& work, std::string const& bytes);
    bool keep_inside(Work const& work, store::FilePart part, files::Picture const& picture);
    bool keep_outside(Work const& work, store::FilePart part, std::string_view bytes);
    bool store_rests() const;
    void let_store_rest();
    /// Removes one object that is nobody's. False where there is none.
    bool remove_next();
    void finish(Work& work, std::string const& bytes);
    void put_off(store::File const& file, milliseconds span);
    void count(std::string const& outcome);
    void pause(milliseconds span, std::stop_token const& stop);

    /// Waits for the store. False where it has refused.
    bool ask(api::Kind kind, std::move_only_function<void(store::Tx&)> run, std::uint64_t key = 0);

    std::optional<files::Scanner> scanner_;
    objects::S3 const* const objects_;
    /// The object store does not do what it is asked for: until then nobody asks it, and no file is
    /// begun, since each try leaves names to be swept.
    std::chrono::steady_clock::time_point store_rests_until_{};
    api::Gateway& gateway_;
    files::Inspector inspector_;
    std::stop_source stopping_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;
};

}  // namespace parley::app
