// Files whose bytes lie in an object store: a place there is a file's or nobody's, and what is
// nobody's goes (W12, P24). Who puts and removes objects is played by the test.
#include "service/file_checks.hpp"
#include "service/file_content.hpp"
#include "service/sessions.hpp"
#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using domain::FileState;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class OutsideFiles : public Supervision {
  protected:
    template <class Run>
    auto run(Run run) {
        return connection_->run(run);
    }
    FileId put(std::string const& name, std::string const& bytes) {
        auto const client_id = "00000000-0000-4000-8000-3000000000" + std::to_string(10 + files_++);
        return call(service::file_upload, kim,
                    {chat, client_id, name, std::ssize(bytes), 0, {bytes}})
            .file.id;
    }
    store::File row(FileId id) {
        return *run([&](store::Tx& tx) { return tx.files.find(id); });
    }
    std::string place(FileId id) {
        return run([&](store::Tx& tx) { return service::place_outside(tx, *tx.files.find(id)); });
    }
    void found(FileId id, std::string const& outside) {
        run([&](store::Tx& tx) { service::checked(tx, id, {.outside = outside}); });
    }
    std::string ready(std::string const& name, FileId& id) {
        id = put(name, "bytes");
        auto outside = place(id);
        found(id, outside);
        return outside;
    }
    /// Removes what is nobody's; gives its names.
    std::vector<std::string> swept() {
        std::vector<std::string> names;
        run([&](store::Tx& tx) {
            while (auto const name = tx.files.object_to_remove(tx.now())) {
                names.push_back(*name);
                tx.files.object_removed(*name);
            }
        });
        return names;
    }
    std::int64_t pieces() {
        long long count = 0;
        connection_->session() << "SELECT count(*) FROM file_pieces", soci::into(count);
        return count;
    }

    int files_ = 0;
};

TEST_P(OutsideFiles, W12_AReadyOneIsHandedOutFromThere) {
    anna_chats();
    FileId id;
    auto const outside = ready("a.txt", id);
    EXPECT_EQ(row(id).state, FileState::ready);
    EXPECT_EQ(pieces(), 0);
    wait(std::chrono::hours{2});
    EXPECT_THAT(swept(), IsEmpty());

    service::MessagePost message;
    message.chat = chat;
    message.client_id = "00000000-0000-4000-8000-400000000001";
    message.files = {id};
    call(service::message_post, kim, message);
    auto const token = sign_in(anna);
    anna.session =
        run([&](store::Tx& tx) { return service::authenticate(tx, token).actor.session; });
    auto const url = *call(service::file_get, anna, {id}).url;
    auto const rest = url.substr(service::files_below.size());
    auto content = run([&](store::Tx& tx) { return service::file_content(tx, rest); });
    EXPECT_EQ(content.bytes, "");
    EXPECT_EQ(content.object, outside + "/whole");
    auto sealed = service::sealed_part(row(id), store::FilePart::whole, "bytes");
    EXPECT_FALSE(sealed.contains("bytes"));
    service::open(content, sealed);
    EXPECT_EQ(content.bytes, "bytes");
    auto const no = [&](std::string const& what) {
        return refusal([&] { service::open(content, what); }).code == Code::unavailable;
    };
    EXPECT_TRUE(no(service::sealed_part(row(id), store::FilePart::small, "bytes")));
    sealed.back() = static_cast<char>(sealed.back() ^ 1);
    EXPECT_TRUE(no(sealed));
}

TEST_P(OutsideFiles, P24_APlaceThatNobodyHasTakenInAnHourIsNobodys) {
    anna_chats();
    auto const id = put("a.txt", "bytes");
    auto const first = place(id);  // whoever was about to put something there was killed
    auto const second = place(id);
    EXPECT_NE(first, second) << "what is removed later must not be what is there now";
    found(id, second);
    EXPECT_EQ(row(id).outside, second);
    EXPECT_THAT(swept(), IsEmpty());
    wait(std::chrono::hours{1});
    EXPECT_THAT(swept(),
                UnorderedElementsAre(first + "/whole", first + "/picture", first + "/small"));
    EXPECT_THAT(swept(), IsEmpty());
}

TEST_P(OutsideFiles, P24_WhoComesTooLateHasPutItThereInVain) {
    anna_chats();
    auto const id = put("a.txt", "bytes");
    auto const outside = place(id);
    wait(std::chrono::hours{1});
    found(id, outside);
    EXPECT_EQ(row(id).state, FileState::checking) << "another look follows";
    EXPECT_EQ(pieces(), 1);
    EXPECT_THAT(swept(), SizeIs(3));
    found(id, place(id));
    EXPECT_EQ(row(id).state, FileState::ready);
}

TEST_P(OutsideFiles, P24_WhatIsRemovedIsNobodysAtOnce) {
    anna_chats();
    FileId deleted, forgotten;
    auto const first = ready("a.txt", deleted);
    call(service::file_delete, kim, {deleted});
    EXPECT_THAT(swept(),
                UnorderedElementsAre(first + "/whole", first + "/picture", first + "/small"));
    ready("b.txt", forgotten);
    wait(std::chrono::hours{25});
    run([](store::Tx& tx) { service::sweep_files(tx); });
    EXPECT_THAT(swept(), SizeIs(3));
}

TEST_P(OutsideFiles, WhatCannotBeRemovedIsTriedAgain) {
    anna_chats();
    FileId id;
    ready("a.txt", id);
    call(service::file_delete, kim, {id});
    run([](store::Tx& tx) {
        auto const name = *tx.files.object_to_remove(tx.now());
        tx.files.remove_object_later(name, tx.now() + seconds{10});
    });
    EXPECT_THAT(swept(), SizeIs(2));
    wait(seconds{10});
    EXPECT_THAT(swept(), SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(Engines, OutsideFiles, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
