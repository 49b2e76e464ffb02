package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.sockets.operators.IssueTicketPayload;
import dev.fanfare.sockets.operators.IssueTicketResult;
import dev.fanfare.sockets.operators.OperatorPayload;
import dev.fanfare.sockets.operators.TicketIssue;
import dev.fanfare.wiring.OperatorWiring;
import java.io.IOException;
import java.io.InputStream;

/** IssueTicket: issues a ticket to a backend that has no issuer of tokens. */
public final class IssueTicketHandler extends StepHandler<IssueTicketPayload, IssueTicketResult> {
  private final TicketIssue tickets;

  public IssueTicketHandler() {
    this(OperatorWiring.ofEnvironment().ticketIssue());
  }

  public IssueTicketHandler(TicketIssue tickets) {
    super(IssueTicketPayload.class);
    this.tickets = tickets;
  }

  @Override
  protected IssueTicketPayload decode(InputStream in) throws IOException {
    return OperatorPayload.read(in, IssueTicketPayload.class);
  }

  @Override
  protected IssueTicketResult handle(IssueTicketPayload payload, Context context) {
    return tickets.issue(payload);
  }
}
