package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.StepHandler;
import dev.fanfare.messages.DynamoClientBudget;
import dev.fanfare.sockets.identity.ClaimRules;
import dev.fanfare.sockets.identity.Claims;
import dev.fanfare.sockets.identity.DynamoUsedTickets;
import dev.fanfare.sockets.identity.Handshake;
import dev.fanfare.sockets.identity.HttpKeySource;
import dev.fanfare.sockets.identity.Identification;
import dev.fanfare.sockets.identity.Identity;
import dev.fanfare.sockets.identity.IssuerKeys;
import dev.fanfare.sockets.identity.SdkTicketKey;
import dev.fanfare.sockets.identity.Tickets;
import dev.fanfare.sockets.identity.Tokens;
import dev.fanfare.sockets.identity.WebTokens;
import dev.fanfare.tables.BudgetRow;
import dev.fanfare.text.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Authorize: decides before {@code $connect} who a client is, and whether it connects too often.
 * Its answer is what every later event of the connection says of the client. Connect looks for a
 * ban.
 */
public final class AuthorizeHandler extends StepHandler<Handshake, AuthorizeHandler.Response> {
  private static final Duration KEYS_WITHIN = Duration.ofSeconds(3);
  private static final String VERSION = "2012-10-17";

  private final Identification identification;
  private final ConnectLimit connects;

  public AuthorizeHandler() {
    this(Environment.variables(), Clock.systemUTC());
  }

  private AuthorizeHandler(Map<String, String> environment, Clock clock) {
    super(Handshake.class);
    var config = AuthorizeConfig.from(environment);
    var clients = new AwsClients(environment);
    this.identification =
        config.isByToken()
            ? tokens(config, clients, clock)
            : new Claims(() -> UUID.randomUUID().toString());
    var tables = clients.tables();
    this.connects = connects(config.connects(), tables, clock);
  }

  AuthorizeHandler(Identification identification, ConnectLimit connects) {
    super(Handshake.class);
    this.identification = identification;
    this.connects = connects;
  }

  private static Identification tokens(AuthorizeConfig config, AwsClients clients, Clock clock) {
    var key = new SdkTicketKey(clients.secrets(), config.ticketSecret(), clock);
    return new Tokens(
        new Tickets(key, clock),
        new DynamoUsedTickets(clients.tables(), config.tickets()),
        config.issuer().map(issuer -> webTokens(issuer, clock)));
  }

  private static ConnectLimit connects(
      AuthorizeConfig.Connects config, DynamoDbClient tables, Clock clock) {
    return new ConnectLimit(
        new DynamoEndedSessions(tables, config.sessions()),
        new DynamoClientBudget(
            tables,
            config.budgets(),
            BudgetRow.CONNECTS_UNTIL,
            config.perUser(),
            config.perSource()),
        config.perUser(),
        clock);
  }

  private static WebTokens webTokens(AuthorizeConfig.Issuer issuer, Clock clock) {
    var source = new HttpKeySource(issuer.keys(), KEYS_WITHIN);
    return new WebTokens(
        new IssuerKeys(source, clock, line -> PrintableLog.ofRuntime().log(line)),
        new ClaimRules(issuer.name(), issuer.audience(), clock));
  }

  @Override
  protected Response handle(Handshake handshake, Context context) {
    try {
      handshake.refuseMistypedNames();
      Identity identity = identification.identify(handshake);
      if (connects.mustStillWait(identity.userId(), handshake.sourceIp())) {
        return Response.deny(handshake);
      }
      connects.check(identity.userId(), handshake.sourceIp());
      return Response.letIn(handshake, identity);
    } catch (InvalidRequestException e) {
      return Response.refuse(handshake, new Identity.Refusal(400, e.getMessage()));
    } catch (dev.fanfare.sockets.identity.RefusedException e) {
      return refuse(handshake, new Identity.Refusal(e.status(), e.getMessage()), context);
    } catch (RefusedException e) {
      return refuse(
          handshake,
          new Identity.Refusal(e.status(), e.getMessage(), e.retryAfterMillis()),
          context);
    }
  }

  private static Response refuse(Handshake handshake, Identity.Refusal refusal, Context context) {
    PrintableLog.of(context).log("REFUSED " + refusal.reason());
    return Response.refuse(handshake, refusal);
  }

  /**
   * @param context what every later event of the connection carries; texts only
   */
  public record Response(String principalId, Policy policyDocument, Map<String, String> context) {
    private static final String REFUSED = "refused";

    private static Response letIn(Handshake handshake, Identity identity) {
      var answer = of(identity.userId(), handshake, identity.context());
      if (bytes(answer) > AwsLimits.AUTHORIZER_ANSWER_BYTES) {
        throw new InvalidRequestException(
            "attributes and channels",
            bytes(answer) + " bytes, encoded",
            "must be at most " + AwsLimits.AUTHORIZER_ANSWER_BYTES);
      }
      return answer;
    }

    /** Lets it as far as {@code $connect}, which can tell why it is refused. */
    private static Response refuse(Handshake handshake, Identity.Refusal refusal) {
      return of(REFUSED, handshake, refusal.context());
    }

    /** Ends the handshake without Connect: an earlier refusal gave the reason. */
    private static Response deny(Handshake handshake) {
      return of(REFUSED, "Deny", handshake, Map.of());
    }

    private static Response of(String principal, Handshake handshake, Map<String, String> context) {
      return of(principal, "Allow", handshake, context);
    }

    private static Response of(
        String principal, String effect, Handshake handshake, Map<String, String> context) {
      var statement = new Statement("execute-api:Invoke", effect, handshake.methodArn());
      return new Response(principal, new Policy(VERSION, List.of(statement)), context);
    }

    private static int bytes(Response answer) {
      try {
        return Json.MAPPER.writeValueAsBytes(answer).length;
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("texts are JSON", e);
      }
    }
  }

  /** An IAM policy. */
  public record Policy(
      @JsonProperty("Version") String version,
      @JsonProperty("Statement") List<Statement> statements) {}

  /** Its one statement. */
  public record Statement(
      @JsonProperty("Action") String action,
      @JsonProperty("Effect") String effect,
      @JsonProperty("Resource") String resource) {}
}
