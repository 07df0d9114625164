#include "app/file_checker.hpp"

#include <future>

#include <spdlog/spdlog.h>

#include "files/text_watch.hpp"
#include "service/file_content.hpp"

namespace parley::app {

using domain::FileRefusal;
using files::Looked;
using files::Picture;
using files::Scan;
using store::FilePart;

FileChecker::FileChecker(std::optional<files::ScannerAddress> const& scanner,
                         objects::S3 const* objects, api::Gateway& gateway)
    : objects_(objects), gateway_(gateway) {
    if (scanner) scanner_.emplace(*scanner);
}

void FileChecker::start() {
    thread_ = std::jthread{[this] { run(stopping_.get_token()); }};
}

void FileChecker::stop() {
    stopping_.request_stop();
    if (thread_.joinable()) thread_.join();
}

void FileChecker::run(std::stop_token const& stop) {
    while (!stop.stop_requested()) {
        if (store_rests() || (!check_next(stop) && !remove_next()))
            pause(milliseconds{gateway_.limits().file_look_ms}, stop);
    }
}

void FileChecker::pause(milliseconds span, std::stop_token const& stop) {
    std::unique_lock lock{mutex_};
    wake_.wait_for(lock, stop, span, [] { return false; });
}

bool FileChecker::ask(api::Kind kind, std::move_only_function<void(store::Tx&)> run,
                      std::uint64_t key) {
    auto done = std::make_shared<std::promise<bool>>();
    auto result = done->get_future();
    gateway_.submit(
        kind, std::move(run), [done](Refused const* refused) { done->set_value(!refused); }, key);
    return result.get();
}

bool FileChecker::check_next(std::stop_token const& stop) {
    auto const due = std::make_shared<std::optional<store::File>>();
    auto const next = [due](store::Tx& tx) { *due = tx.files.to_check(tx.now()); };
    if (!ask(api::Kind::read, next) || !*due) return false;
    auto const& file = **due;
    auto const key = api::key_of(file.chat);

    auto const mine = std::make_shared<bool>(false);
    auto const begin = [mine, file](store::Tx& tx) { *mine = service::begin_check(tx, file); };
    if (!ask(api::Kind::write, begin, key)) return false;
    if (!*mine) return true;
    auto const what = std::make_shared<std::optional<service::ToCheck>>();
    auto const fetch = [what, id = file.id](store::Tx& tx) { *what = service::to_check(tx, id); };
    if (!ask(api::Kind::read, fetch)) {
        put_off(file, seconds{gateway_.limits().scanner_retry_s});
        return false;
    }
    if (!*what) return true;
    Work work{file, {}, {}, {}};
    if (look(work, **what, stop)) {
        finish(work, (*what)->bytes);
    } else {
        count("later");
        put_off(file, stop.stop_requested()
                          ? milliseconds{}
                          : milliseconds{seconds{gateway_.limits().scanner_retry_s}});
    }
    return true;
}

bool FileChecker::look(Work& work, service::ToCheck const& what, std::stop_token const& stop) {
    auto const* const type = domain::file_type(work.file.name);
    bool const searched = what.rules.how != domain::Redaction::off;
    files::TextWatch watch{what.rules.rules};
    auto const on_text = [&](std::string_view text) {
        if (searched) watch.add(text);
    };
    auto const of_pictures =
        what.reads_pictures ? files::PictureText::read : files::PictureText::ignored;
    auto looked = inspector_.look_into(what.bytes, *type, on_text, stop, of_pictures);
    if (looked.what == Looked::What::later) {
        if (!stop.stop_requested()) {
            spdlog::warn("file {} could not be looked into: {}", to_text(work.file.id), looked.why);
        }
        return false;
    }
    if (looked.what == Looked::What::refused) {
        work.found.refused = looked.reason;
        return true;
    }
    if (searched && watch.found()) {
        work.found.refused = FileRefusal::personal_data;
        return true;
    }
    work.found.warning = looked.warning;
    work.picture = std::move(looked.picture);
    work.small = std::move(looked.small);
    return scan(work, what.bytes, stop);
}

bool FileChecker::scan(Work& work, std::string const& bytes, std::stop_token const& stop) {
    if (!scanner_) return true;
    auto const result = scanner_->scan(bytes, stop);
    switch (result.what) {
        case Scan::What::clean:
            return true;
        case Scan::What::infected:
            spdlog::warn("file {} is infected: {}", to_text(work.file.id), result.name);
            work.found.refused = FileRefusal::infected;
            return true;
        case Scan::What::too_large:
            work.found.refused = FileRefusal::unreadable;
            return true;
        case Scan::What::unavailable:
            break;
    }
    if (!stop.stop_requested()) {
        spdlog::warn("the virus scanner does not answer: file {} waits", to_text(work.file.id));
    }
    return false;
}

bool FileChecker::keep(Work& work, std::string const& bytes) {
    bool const remade = work.picture && work.small;
    if (!objects_) {
        return !remade || (keep_inside(work, FilePart::picture, *work.picture) &&
                           keep_inside(work, FilePart::small, *work.small));
    }
    auto const place = std::make_shared<std::string>();
    auto const begin = [place, file = work.file](store::Tx& tx) {
        *place = service::place_outside(tx, file);
    };
    if (!ask(api::Kind::write, begin, api::key_of(work.file.chat))) return false;
    work.found.outside = *place;
    if (!remade) return keep_outside(work, FilePart::whole, bytes);
    return keep_outside(work, FilePart::picture, work.picture->bytes) &&
           keep_outside(work, FilePart::small, work.small->bytes);
}

bool FileChecker::keep_outside(Work const& work, FilePart part, std::string_view bytes) {
    auto const result = objects_->put(store::object_name(work.found.outside, part),
                                      service::sealed_part(work.file, part, bytes));
    if (result.what == objects::Result::What::done) return true;
    spdlog::warn("the object store does not take file {}: {}", to_text(work.file.id),
                 result.reason);
    let_store_rest();
    return false;
}

bool FileChecker::store_rests() const {
    return std::chrono::steady_clock::now() < store_rests_until_;
}

void FileChecker::let_store_rest() {
    store_rests_until_ =
        std::chrono::steady_clock::now() + seconds{gateway_.limits().scanner_retry_s};
}

bool FileChecker::remove_next() {
    if (!objects_) return false;
    auto const due = std::make_shared<std::optional<std::string>>();
    auto const next = [due](store::Tx& tx) { *due = tx.files.object_to_remove(tx.now()); };
    if (!ask(api::Kind::read, next) || !*due) return false;
    auto const result = objects_->remove(**due);
    bool const done = result.what == objects::Result::What::done;
    if (!done) spdlog::warn("an object cannot be removed: {}", result.reason);
    // Where that hangs, files wait for it: seldom, then.
    auto const retry = seconds{6 * gateway_.limits().scanner_retry_s};
    auto const write = [name = **due, done, retry](store::Tx& tx) {
        if (done) return tx.files.object_removed(name);
        tx.files.remove_object_later(name, tx.now() + retry);
    };
    return ask(api::Kind::write, write) && done;
}

bool FileChecker::keep_inside(Work const& work, FilePart part, Picture const& picture) {
    constexpr std::size_t piece = std::size_t{256} << 10;
    for (std::size_t at = 0; at < picture.bytes.size(); at += piece) {
        auto const add = [id = work.file.id, part, at,
                          bytes = picture.bytes.substr(at, piece)](store::Tx& tx) {
            service::add_made(tx, id, part, static_cast<std::int64_t>(at), bytes);
        };
        if (!ask(api::Kind::write, add, api::key_of(work.file.chat))) return false;
    }
    return true;
}

void FileChecker::finish(Work& work, std::string const& bytes) {
    bool const fine = !work.found.refused;
    if (fine && !keep(work, bytes)) {
        count("later");
        bool const stopping = stopping_.stop_requested();
        return put_off(work.file, seconds{stopping ? 0 : gateway_.limits().scanner_retry_s});
    }
    if (fine && work.picture && work.small) {
        work.found.bytes = std::ssize(work.picture->bytes);
        work.found.width = work.picture->width;
        work.found.height = work.picture->height;
        work.found.small_media = work.small->media;
    }
    auto const write = [id = work.file.id, found = work.found](store::Tx& tx) {
        service::checked(tx, id, found);
    };
    // Where this is not written down either, another look follows once its time is over.
    if (ask(api::Kind::write, write, api::key_of(work.file.chat))) {
        count(fine ? "ready" : std::string{word(*work.found.refused)});
    }
}

void FileChecker::put_off(store::File const& file, milliseconds span) {
    auto const write = [id = file.id, span](store::Tx& tx) { service::check_later(tx, id, span); };
    (void)ask(api::Kind::write, write, api::key_of(file.chat));
}

void FileChecker::count(std::string const& outcome) {
    gateway_.metrics().files.Add({{"outcome", outcome}}).Increment();
}

}  // namespace parley::app
