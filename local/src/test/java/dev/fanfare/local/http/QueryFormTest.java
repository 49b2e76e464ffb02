package dev.fanfare.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Action=X&Version=1 | {\"Action\":\"X\",\"Version\":\"1\"}",
        "A=%C3%A9+%26%3D | {\"A\":\"é &=\"}",
        "A= | {\"A\":\"\"}",
        "L.member.1=a&L.member.2=b | {\"L\":[\"a\",\"b\"]}",
        "L.member.10=j&L.member.9=i | {\"L\":[\"i\",\"j\"]}",
        "D.member.1.Name=n&D.member.1.Value=v | {\"D\":[{\"Name\":\"n\",\"Value\":\"v\"}]}",
        "Q.member.1.S.M.D.member.1.N=x | {\"Q\":[{\"S\":{\"M\":{\"D\":[{\"N\":\"x\"}]}}}]}",
      })
  void parse_form_becomesATree(String form, String tree) {
    assertThat(QueryForm.parse(form)).hasToString(tree);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=%zz", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r=1"})
  void parse_invalidOrTooDeep_isRefused(String form) {
    assertThatThrownBy(() -> QueryForm.parse(form)).isInstanceOf(IllegalArgumentException.class);
  }
}
