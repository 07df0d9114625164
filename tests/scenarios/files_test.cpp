// Files that people attach: who may, what is taken, what becomes of them, and who gets them (W12,
// W41, W7; P24; faults D01, D05 to D10). Who looks into them is played by the test.
#include "service/files.hpp"

#include "base/base64.hpp"
#include "service/file_checks.hpp"
#include "service/file_content.hpp"
#include "service/sessions.hpp"
#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using domain::FileRefusal;
using domain::FileState;
using service::AttachedFileView;
using store::FilePart;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class Files : public Supervision {
  protected:
    template <class Run>
    auto run(Run run) {
        return connection_->run(run);
    }
    static std::string client_id(int number) {
        return "00000000-0000-4000-8000-" + std::to_string(300'000'000'000 + number);
    }
    /// One call, with the whole of a file or a part of it.
    AttachedFileView put(Actor const& who, std::string const& name, std::string const& bytes,
                         int number = 1, std::optional<std::int64_t> size = {},
                         std::int64_t at = 0) {
        return call(service::file_upload, who,
                    {chat, client_id(number), name, size.value_or(std::ssize(bytes)), at, {bytes}})
            .file;
    }
    Refused refused(Actor const& who, std::string const& name, std::string const& bytes = "bytes",
                    std::optional<std::int64_t> size = {}, std::int64_t at = 0) {
        return refusal([&] { put(who, name, bytes, 99, size, at); });
    }
    std::optional<store::File> due() {
        return run([](store::Tx& tx) { return tx.files.to_check(tx.now()); });
    }
    void found(FileId id, service::Checked const& what = {}) {
        run([&](store::Tx& tx) { service::checked(tx, id, what); });
    }
    AttachedFileView ready(Actor const& who, std::string const& name, std::string const& bytes,
                           int number = 1) {
        auto const file = put(who, name, bytes, number);
        found(file.id);
        return get(who, file.id).file;
    }
    service::FileFound get(Actor const& who, FileId id) {
        return call(service::file_get, who, {id});
    }
    service::MessageView post(Actor const& who, std::vector<FileId> const& files, int number = 500,
                              std::optional<service::Said> text = {}) {
        return call(service::message_post, who,
                    {chat, client_id(number), std::move(text), {}, {}, {}, files})
            .message;
    }
    std::vector<std::string> names(service::MessageView const& message) {
        return service::file_names(message.files->json);
    }
    std::string state_in_message(Actor const& who, std::int64_t seq) {
        auto const page = call(service::message_list, who, {chat, seq - 1, {}, {}});
        auto const& json = page.items.front().files->json;
        auto const at = json.find("\"state\":\"") + 9;
        return json.substr(at, json.find('"', at) - at);
    }
    service::FileContent fetch(std::string const& url) {
        auto const rest = url.substr(service::files_below.size());
        return run([&](store::Tx& tx) { return service::file_content(tx, rest); });
    }
    /// Addresses are bound to a session.
    void authenticate_as(Actor& who) {
        auto const token = sign_in(who);
        who.session =
            run([&](store::Tx& tx) { return service::authenticate(tx, token).actor.session; });
    }
    std::int64_t pieces() {
        long long count = 0;
        connection_->session() << "SELECT count(*) FROM file_pieces", soci::into(count);
        return count;
    }
};

TEST_P(Files, W12_AFileGoesAlongWithAMessage) {
    anna_chats();
    auto const file = put(kim, "photo of the door.txt", "it is broken");
    EXPECT_EQ(file.state, FileState::checking);
    EXPECT_EQ(file.kind, domain::FileKind::text);
    found(file.id);
    EXPECT_THAT(told(kim, "file.changed"), SizeIs(1));
    EXPECT_THAT(told(anna, "file.changed"), IsEmpty()) << "it is in no message";
    auto const message = post(kim, {file.id}, 500, "look");
    EXPECT_THAT(names(message), ElementsAre("photo of the door.txt"));
    EXPECT_EQ(state_in_message(anna, message.seq), "ready");
    EXPECT_EQ(message.text, "look");
}

TEST_P(Files, W12_WithoutAWordToo) {
    anna_chats();
    auto const file = ready(anna, "invoice.pdf", "bytes");
    auto const message = post(anna, {file.id});
    EXPECT_EQ(message.text, "");
    EXPECT_THAT(names(message), ElementsAre("invoice.pdf"));
    auto const said = call(service::chat_transcript, kim, {chat, {}, {}, {}}).text;
    EXPECT_THAT(said, HasSubstr("] anna: File: invoice.pdf\n"));
}

TEST_P(Files, fD06_AnUploadGoesOnWhereItWas) {
    anna_chats();
    auto const first = put(kim, "a.txt", "hello ", 1, 11);
    EXPECT_EQ(first.state, FileState::uploading);
    EXPECT_EQ(first.received, 6);
    EXPECT_EQ(put(kim, "a.txt", "hello ", 1, 11).received, 6) << "the same piece again";
    EXPECT_EQ(put(kim, "a.txt", "d", 1, 11, 10).received, 6) << "one that does not follow";
    EXPECT_EQ(get(kim, first.id).file.received, 6);
    EXPECT_EQ(refusal([&] { put(kim, "a.txt", "world!", 1, 11, 6); }).path, "/data");
    EXPECT_EQ(refusal([&] { put(kim, "a.txt", "world", 1, 12, 6); }).code, Code::conflict);
    auto const whole = put(kim, "a.txt", "world", 1, 11, 6);
    EXPECT_EQ(whole.state, FileState::checking);
    EXPECT_EQ(put(kim, "a.txt", "world", 1, 11, 6).id, whole.id) << "the last one again";
    auto const waiting = due();
    ASSERT_TRUE(waiting);
    auto const what = run([&](store::Tx& tx) { return service::to_check(tx, waiting->id); });
    EXPECT_EQ(what->bytes, "hello world");
}

TEST_P(Files, fD01_W41_WhatIsNotTakenIsRefusedBeforeItIsSent) {
    anna_chats();
    for (auto const* name : {"page.html", "logo.svg", "run.exe", "a.pdf.exe", "a", ".", "x.jpg/"}) {
        auto const no = refused(kim, name);
        EXPECT_EQ(no.code, Code::invalid) << name;
        EXPECT_EQ(no.path, "/name") << name;
    }
    EXPECT_EQ(refused(kim, "a.txt", "", 5).path, "/data");
    EXPECT_EQ(refused(kim, "a.txt", std::string(262'145, 'x')).path, "/data");
    EXPECT_EQ(refused(kim, "a.txt", "x", 0).path, "/size");
    EXPECT_EQ(refused(kim, "a.txt", "x", 1, 1).path, "/at");
    EXPECT_EQ(refused(kim, "a.txt", "x", 1, -1).path, "/at");
    auto const large = refused(kim, "a.txt", "x", (25 << 20) + 1);
    EXPECT_EQ(large.code, Code::too_large);
    EXPECT_EQ(large.path, "/size");
    EXPECT_EQ(pieces(), 0);
}

TEST_P(Files, fD07_ANameIsCleaned) {
    anna_chats();
    EXPECT_EQ(put(kim, "../../etc/\u202Epasswd.txt", "x").name, "passwd.txt");
}

TEST_P(Files, X41_WhatAQueueTakesIsASwitch) {
    anna_chats();
    EXPECT_EQ(view(kim, chat).files->most, 10);
    EXPECT_EQ(view(kim, chat).files->bytes, 25 << 20);
    EXPECT_THAT(view(kim, chat).files->extensions, testing::Contains("pdf"));
    set({{"attachments", "pictures"}, {"attachments_max", "1"}, {"attachments_max_mb", "1"}});
    EXPECT_THAT(view(kim, chat).files->extensions, Not(testing::Contains("pdf")));
    EXPECT_EQ(refused(kim, "a.pdf").path, "/name");
    EXPECT_EQ(refused(kim, "a.png", "x", (1 << 20) + 1).path, "/size");
    auto const one = ready(kim, "a.png", "x", 1), two = ready(kim, "b.png", "x", 2);
    EXPECT_EQ(refusal([&] { post(kim, {one.id, two.id}); }).path, "/files");
    set({{"attachments", "documents"}, {"customer_attachments", "false"}});
    EXPECT_FALSE(view(kim, chat).files);
    EXPECT_TRUE(view(anna, chat).files);
    EXPECT_EQ(refused(kim, "a.png").code, Code::forbidden);
    EXPECT_EQ(refusal([&] { post(kim, {one.id}); }).code, Code::forbidden);
    set({{"attachments", "off"}});
    EXPECT_FALSE(view(anna, chat).files);
    EXPECT_EQ(refused(anna, "a.png").code, Code::forbidden);
}

TEST_P(Files, fD08_CustomersUploadSoManyInAnHour) {
    limits_.customer_files = 2;
    limits_.customer_file_bytes = 10;
    anna_chats();
    put(kim, "a.txt", "12345", 1);
    EXPECT_EQ(refused(kim, "b.txt", "123456").code, Code::too_many) << "ten bytes a day";
    put(kim, "b.txt", "1234", 2);
    EXPECT_EQ(refused(kim, "c.txt", "1").code, Code::too_many) << "two an hour";
    wait(seconds{3601});
    put(kim, "c.txt", "1", 3);
    for (int i = 4; i < 8; ++i) put(anna, "a.txt", "12345678", i);
}

TEST_P(Files, P24_OnlyTheUploaderHasAFileThatIsInNoMessage) {
    anna_chats();
    auto const file = ready(kim, "a.txt", "x");
    EXPECT_EQ(refusal([&] { get(anna, file.id); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { post(anna, {file.id}); }).path, "/files/0");
    EXPECT_EQ(refusal([&] { call(service::file_delete, anna, {file.id}); }).code, Code::not_found);
    auto const lea = customer("Lea");
    EXPECT_EQ(refusal([&] { get(lea, file.id); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { put(lea, "a.txt", "x"); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { put(ben, "a.txt", "x"); }).code, Code::not_found);
}

TEST_P(Files, AFileIsInOneMessageOnce) {
    anna_chats();
    auto const file = ready(kim, "a.txt", "x"), other = ready(kim, "b.txt", "x", 2);
    EXPECT_EQ(refusal([&] { post(kim, {file.id, file.id}); }).path, "/files/1");
    auto const first = post(kim, {other.id, file.id});
    EXPECT_EQ(post(kim, {file.id, other.id}).id, first.id) << "the same again";
    EXPECT_EQ(refusal([&] { post(kim, {file.id}); }).code, Code::conflict) << "with other files";
    EXPECT_EQ(refusal([&] { post(kim, {file.id}, 501); }).path, "/files/0");
    EXPECT_EQ(refusal([&] { call(service::file_delete, kim, {file.id}); }).code, Code::conflict);
    EXPECT_EQ(refusal([&] { post(kim, {}, 502); }).path, "/text");
    auto const part = put(kim, "c.txt", "x", 3, 2);
    EXPECT_EQ(refusal([&] { post(kim, {part.id}, 503); }).path, "/files/0") << "not all there";
}

TEST_P(Files, AFileIsTakenBackBeforeItIsSent) {
    anna_chats();
    auto const file = put(kim, "a.txt", "x");
    call(service::file_delete, kim, {file.id});
    EXPECT_EQ(refusal([&] { get(kim, file.id); }).code, Code::not_found);
    EXPECT_EQ(pieces(), 0);
    found(file.id);  // somebody was looking into it
}

TEST_P(Files, P24_WhatIsNotLookedIntoIsGivenToNobody) {
    anna_chats();
    auto const file = put(kim, "a.txt", "x");
    auto const message = post(kim, {file.id});
    EXPECT_EQ(state_in_message(anna, message.seq), "checking");
    EXPECT_FALSE(get(anna, file.id).url);
    found(file.id);
    EXPECT_EQ(state_in_message(anna, message.seq), "ready");
    EXPECT_THAT(told(anna, "file.changed"), SizeIs(1));
    EXPECT_THAT(told(kim, "file.changed"), SizeIs(1));
    EXPECT_TRUE(get(anna, file.id).url);
}

TEST_P(Files, W7_fD09_OfARefusedFileNothingIsLeftButItsName) {
    anna_chats();
    auto const file = put(kim, "card.txt", "x");
    auto const message = post(kim, {file.id});
    found(file.id, {.refused = FileRefusal::personal_data});
    EXPECT_EQ(state_in_message(anna, message.seq), "refused");
    EXPECT_EQ(get(kim, file.id).file.reason, FileRefusal::personal_data);
    EXPECT_FALSE(get(kim, file.id).url);
    EXPECT_EQ(pieces(), 0);
    auto const next = put(kim, "other.txt", "x", 2);
    found(next.id, {.refused = FileRefusal::infected});
    EXPECT_EQ(refusal([&] { post(kim, {next.id}, 501); }).path, "/files/0");
}

TEST_P(Files, fD11_APictureIsHandedOutAsItWasMadeAnew) {
    anna_chats();
    auto const file = put(kim, "door.png", "as it came");
    run([&](store::Tx& tx) {
        service::add_made(tx, file.id, FilePart::picture, 0, "of a look that failed");
        service::add_made(tx, file.id, FilePart::picture, 0, "made ");
        service::add_made(tx, file.id, FilePart::picture, 5, "anew");
        service::add_made(tx, file.id, FilePart::small, 0, "small");
    });
    found(file.id, {.bytes = 9, .width = 640, .height = 480, .small_media = "image/jpeg"});
    post(kim, {file.id});
    authenticate_as(anna);
    auto const seen = get(anna, file.id);
    EXPECT_EQ(seen.file.size, 9);
    EXPECT_EQ(seen.file.width, 640);
    auto const full = fetch(*seen.url), small = fetch(*seen.small_url);
    EXPECT_EQ(full.bytes, "made anew");
    EXPECT_EQ(full.media, "image/png");
    EXPECT_THAT(full.disposition, StartsWith("inline"));
    EXPECT_EQ(small.bytes, "small");
    EXPECT_EQ(small.media, "image/jpeg");
}

TEST_P(Files, fD02_WhatIsNoPictureIsNeverShownByABrowser) {
    anna_chats();
    auto const file = ready(anna, "Rechnung für \"Kim\".pdf", "bytes");
    post(anna, {file.id});
    auto const content = fetch(*get(kim, file.id).url);
    EXPECT_EQ(content.media, "application/octet-stream");
    EXPECT_EQ(content.disposition,
              "attachment; filename=\"file.pdf\"; "
              "filename*=UTF-8''Rechnung%20f%C3%BCr%20%22Kim%22.pdf");
    EXPECT_EQ(content.bytes, "bytes");
}

TEST_P(Files, fD10_AnAddressIsWorthWhatTheRightIs) {
    anna_chats();
    auto const file = ready(kim, "a.txt", "bytes");
    post(kim, {file.id});
    authenticate_as(anna);
    auto const of_kim = *get(kim, file.id).url, of_anna = *get(anna, file.id).url;
    EXPECT_EQ(fetch(of_kim).bytes, "bytes");
    EXPECT_EQ(fetch(of_anna).bytes, "bytes");
    auto const no = [&](std::string const& url) {
        return refusal([&] { fetch(url); }).code == Code::not_found;
    };
    for (std::size_t i = service::files_below.size(); i < of_kim.rfind('/'); ++i) {
        auto changed = of_kim;
        changed[i] = changed[i] == 'a' ? 'b' : 'a';
        if (changed != of_kim) EXPECT_TRUE(no(changed)) << changed;
    }
    EXPECT_TRUE(no(std::string{service::files_below}));
    call(service::chat_transfer, anna, {chat, {}, ben.user, {}});
    accept(ben);
    EXPECT_EQ(view(ben, chat).agent->name, "ben");
    ASSERT_THAT(wrapped_up(anna), IsEmpty()) << "or she could still read it";
    EXPECT_TRUE(no(of_anna)) << "the chat is a colleague's";
    EXPECT_EQ(fetch(of_kim).bytes, "bytes");
    wait(seconds{301});
    EXPECT_TRUE(no(of_kim)) << "five minutes are over";
}

TEST_P(Files, fD10_AnAddressEndsWithItsSession) {
    anna_chats();
    auto const file = ready(anna, "a.txt", "bytes");
    post(anna, {file.id});
    authenticate_as(anna);
    auto const url = *get(anna, file.id).url;
    EXPECT_EQ(fetch(url).bytes, "bytes");
    run([&](store::Tx& tx) { service::end_session(tx, anna.session); });
    EXPECT_EQ(refusal([&] { fetch(url); }).code, Code::not_found);
}

TEST_P(Files, WhoLooksIntoAFileIsOne) {
    anna_chats();
    put(kim, "a.txt", "x");
    auto const file = *due();
    auto const begin = [&] {
        return run([&](store::Tx& tx) { return service::begin_check(tx, file); });
    };
    EXPECT_TRUE(begin());
    EXPECT_FALSE(begin());
    EXPECT_FALSE(due());
    wait(seconds{121});
    EXPECT_TRUE(due()) << "whoever looked has said nothing";
    run([&](store::Tx& tx) { service::check_later(tx, file.id, seconds{10}); });
    EXPECT_FALSE(due());
    wait(seconds{11});
    EXPECT_TRUE(due());
}

TEST_P(Files, fD06_WhatNobodyGoesOnWithIsSwept) {
    anna_chats();
    put(kim, "a.txt", "x", 1, 2);
    auto const unsent = ready(kim, "b.txt", "x", 2), sent = ready(kim, "c.txt", "x", 3);
    post(kim, {sent.id});
    auto const sweep = [&] { run([](store::Tx& tx) { service::sweep_files(tx); }); };
    clock_.advance(std::chrono::minutes{59});
    sweep();
    EXPECT_EQ(pieces(), 3);
    clock_.advance(std::chrono::minutes{2});
    sweep();
    EXPECT_EQ(pieces(), 2);
    clock_.advance(std::chrono::hours{24});
    sweep();
    EXPECT_EQ(pieces(), 1);
    EXPECT_EQ(refusal([&] { get(kim, unsent.id); }).code, Code::not_found);
    EXPECT_EQ(get(kim, sent.id).file.state, FileState::ready);
}

TEST_P(Files, Table57_CustomerMayAttachAndBothAgentsHaveIt) {
    ben_joins();
    auto const file = ready(kim, "a.txt", "bytes");
    post(kim, {file.id});
    for (auto* who : {&anna, &ben}) {
        authenticate_as(*who);
        EXPECT_EQ(fetch(*get(*who, file.id).url).bytes, "bytes");
    }
    auto const of_guest = ready(ben, "b.txt", "of a guest");
    post(ben, {of_guest.id});
    EXPECT_EQ(fetch(*get(kim, of_guest.id).url).bytes, "of a guest");
}

TEST_P(Files, AreNotUploadedIntoAChatThatIsOver) {
    anna_chats();
    auto const file = put(kim, "a.txt", "x", 1, 2);
    end(anna, chat);
    EXPECT_EQ(refused(kim, "b.txt").code, Code::chat_ended);
    EXPECT_EQ(refusal([&] { put(kim, "a.txt", "y", 1, 2, 1); }).code, Code::chat_ended);
    EXPECT_EQ(get(kim, file.id).file.received, 1);
    EXPECT_FALSE(view(kim, chat).files);
}

INSTANTIATE_TEST_SUITE_P(Engines, Files, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
