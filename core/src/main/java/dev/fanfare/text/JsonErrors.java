package dev.fanfare.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes why a text is not JSON, for the author of the text. */
public final class JsonErrors {

  /** Details of the parser: the source, the owner of a limit, how to enable lenient parsing. */
  private static final Pattern PARSER_DETAILS =
      Pattern.compile(
          " \\(start marker at \\[Source: [^]]*]\\)|, from `[^`]*`|: enable `[^`]*` to allow"
              + "|(?s) \\(for \\w+ starting at \\[Source: .*"
              + "| ?\\(enable [^)]*\\)|: maybe a \\(non-standard\\) comment\\?.*$");

  private static final Pattern NON_STANDARD_TOKEN =
      Pattern.compile("[Nn]on-standard token '([^']*)'");

  /** Technical words that no pattern above removes, such as a class name of the parser. */
  private static final Pattern TECHNICAL =
      Pattern.compile("[`\\[]|[a-z]+[A-Z]\\w*[.(]|[A-Z]{3,}_|\\w+\\.\\w+\\.\\w+|Feature|java");

  private JsonErrors() {}

  /** A plain description of the error, with the position of the error if known. */
  public static String describe(JsonProcessingException fault) {
    var at = fault.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return words(String.valueOf(fault.getOriginalMessage())) + where;
  }

  private static String words(String message) {
    Matcher nonStandard = NON_STANDARD_TOKEN.matcher(message);
    if (nonStandard.find()) {
      return nonStandard.group(1) + " is not a JSON value: a number must have digits";
    }
    String words =
        PARSER_DETAILS
            .matcher(message)
            .replaceAll("")
            .replace("(CTRL-CHAR, code ", "(control character, code ")
            .strip();
    return TECHNICAL.matcher(words).find() ? "not JSON from here on" : words;
  }
}
