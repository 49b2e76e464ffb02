package dev.fanfare.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.channels.ChannelMembers.Member;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberListTest {

  @Property(tries = 100)
  void read_anyPages_listsEachMemberOnceInFullPages(
      @ForAll @IntRange(max = 150) int count,
      @ForAll @IntRange(min = 1, max = 9) int rowsPerPage,
      @ForAll @IntRange(min = 1, max = 40) int limit) {
    var members = new MemoryChannelMembers().pages(rowsPerPage);
    var living = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      if (i % 3 == 0) {
        members.withDead("news", "c" + i);
      } else {
        members.with("news", new Member("u" + i % 7, "c" + i, i));
        living.add("c" + i);
      }
      members.with("sports", new Member("other", "s" + i, 0));
    }

    var pages = readAll(new MemberList(members), limit);

    assertThat(pages.stream().flatMap(page -> page.members().stream()))
        .extracting(Member::connectionId)
        .containsExactlyInAnyOrderElementsOf(living);
    assertThat(pages.subList(0, pages.size() - 1)).allMatch(page -> page.members().size() == limit);
  }

  private static List<MemberList.Page> readAll(MemberList list, int limit) {
    var pages = new ArrayList<MemberList.Page>();
    String token = null;
    do {
      var page = list.read("news", token, limit);
      pages.add(page);
      token = page.next();
    } while (token != null);
    return pages;
  }

  @Test
  void read_memberLeftBetweenTwoPages_continuesAfterIt() {
    var all = new MemoryChannelMembers();
    var rest = new MemoryChannelMembers();
    for (int i = 0; i < 40; i++) {
      all.with("news", new Member("u", "c" + i, i));
    }
    var first = new MemberList(all).read("news", null, 15);
    var last = first.members().get(14).connectionId();
    for (int i = 0; i < 40; i++) {
      if (!last.equals("c" + i)) {
        rest.with("news", new Member("u", "c" + i, i));
      }
    }

    var second = new MemberList(rest).read("news", first.next(), 100);

    assertThat(second.members()).hasSize(25).doesNotContainAnyElementsOf(first.members());
  }

  @Test
  void read_noMembers_isOneEmptyPage() {
    assertThat(new MemberList(new MemoryChannelMembers()).read("news", null, 10))
        .isEqualTo(new MemberList.Page(List.of(), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "AAAAAAAAAA", "not base64!", "QUJDREVGR0g"})
  void read_invalidToken_isRefused(String token) {
    var list = new MemberList(new MemoryChannelMembers());

    assertThatThrownBy(() -> list.read("news", token, 10))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "after is \"%s\": must be the \"next\" of a response for the same channel"
                .formatted(token));
  }

  @Test
  void read_tokenOfAnotherChannel_isRefused() {
    var list = new MemberList(new MemoryChannelMembers());

    assertThatThrownBy(() -> list.read("sports", MemberToken.write("news", "c1"), 10))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Property(tries = 100)
  void token_anyNames_canBeReadBack(@ForAll String channel, @ForAll String connectionId) {
    String id = "c" + connectionId.replaceAll("\\p{Cs}", "?");
    String name = channel.replaceAll("\\p{Cs}", "?");

    assertThat(MemberToken.read(name, MemberToken.write(name, id))).isEqualTo(id);
  }

  @Property(tries = 50)
  void count_anyPages_isTheNumberOfMembers(
      @ForAll @IntRange(max = 150) int count, @ForAll @IntRange(min = 1, max = 9) int rowsPerPage) {
    var members = new MemoryChannelMembers().pages(rowsPerPage).withDead("news", "dead");
    for (int i = 0; i < count; i++) {
      members.with("news", new Member("u", "c" + i, i));
    }

    assertThat(new MemberCount(members, Runnable::run).of("news")).isEqualTo(count);
  }
}
