package dev.fanfare.broadcast;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with a text that is no JSON, for whoever wrote it. */
public final class JsonFault {

  /** What the parser says of itself: which source it reads, and who set the limit. */
  private static final Pattern OF_THE_PARSER =
      Pattern.compile(" \\(start marker at \\[Source: [^]]*]\\)|, from `[^`]*`");

  private JsonFault() {}

  /** In the parser's words, with the place where it stopped if that is known. */
  public static String told(JsonProcessingException fault) {
    var at = fault.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return OF_THE_PARSER.matcher(fault.getOriginalMessage()).replaceAll("") + where;
  }
}
