package dev.fanfare.local.template;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what mock integrations answer. AWS wants a request template that names a status and an
 * integration response that has a template for it; without one of them the client gets an error.
 */
final class MockIntegrations {
  static final String MOCK = "MOCK";
  private static final String TYPE = "IntegrationType";
  private static final String URI = "IntegrationUri";
  private static final String REQUEST_TEMPLATES = "RequestTemplates";
  private static final String SELECTION = "TemplateSelectionExpression";
  private static final String ID = "IntegrationId";

  private final ResourceIndex index;
  private final Problems problems;

  MockIntegrations(ResourceIndex index, Problems problems) {
    this.index = index;
    this.problems = problems;
  }

  static boolean isMock(Resolved integration) {
    return integration.properties().text(TYPE).filter(MOCK::equals).isPresent();
  }

  /** What the integration answers; empty when it has no response, which is then reported. */
  Optional<String> answer(Resolved integration) {
    return index.soundOf(SocketApiTypes.INTEGRATION_RESPONSE).stream()
        .filter(response -> integrationId(response).equals(integration.identity().generatedId()))
        .findFirst()
        .map(response -> response.properties().fields("ResponseTemplates").orElseThrow())
        .flatMap(templates -> templates.text("200"));
  }

  void check() {
    index.soundOf(SocketApiTypes.INTEGRATION).forEach(this::checkIntegration);
    var answered = new HashSet<String>();
    for (var response : index.soundOf(SocketApiTypes.INTEGRATION_RESPONSE)) {
      var id = integrationId(response);
      var integration = index.find(SocketApiTypes.INTEGRATION, Identity::generatedId, id);
      if (integration.isEmpty()) {
        refuse(response, ID, "must be the id of an integration of this template");
      } else if (integration.get().isSound() && !isMock(integration.get())) {
        refuse(
            response, ID, "the answer of a function passes as it is: only MOCK takes a template");
      } else if (!answered.add(id)) {
        refuse(response, ID, "another response is for this integration");
      }
    }
  }

  private void checkIntegration(Resolved integration) {
    if (isMock(integration)) {
      need(integration, Map.of(REQUEST_TEMPLATES, "names the status", SELECTION, "chooses it"));
      refuseIfGiven(integration, URI, "a MOCK integration calls nothing");
      if (answer(integration).isEmpty() && !index.hasUnsound(SocketApiTypes.INTEGRATION_RESPONSE)) {
        refuse(
            integration, TYPE, "answers nothing without an AWS::ApiGatewayV2::IntegrationResponse");
      }
    } else {
      need(integration, Map.of(URI, "says which function answers"));
      refuseIfGiven(integration, REQUEST_TEMPLATES, "a function gets the message as it is");
      refuseIfGiven(integration, SELECTION, "a function gets the message as it is");
    }
  }

  private void need(Resolved integration, Map<String, String> purposes) {
    purposes.forEach(
        (property, purpose) -> {
          if (integration.properties().get(property).isEmpty()) {
            problems.missing(
                integration.at(property), integration.line(), "must be given: " + purpose);
          }
        });
  }

  private void refuseIfGiven(Resolved resource, String property, String rule) {
    resource
        .properties()
        .get(property)
        .ifPresent(value -> problems.add(resource.at(property), value, rule));
  }

  private static String integrationId(Resolved response) {
    return response.properties().text(ID).orElseThrow();
  }

  private void refuse(Resolved resource, String property, String rule) {
    problems.add(
        resource.at(property),
        resource.lineOf(property),
        resource.properties().text(property).orElseThrow(),
        rule);
  }
}
