package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.query.StepFunctionsLibrary;
import dev.fanfare.local.time.Timer;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * The collaborators of every execution.
 *
 * @param random thread-safe
 * @param steps runs the steps of executions, which never block
 * @param transfers reads and writes objects, which may block
 */
public record Engine(
    LocalAccount account,
    FunctionInvoker functions,
    ObjectStore objects,
    Clock clock,
    Timer timer,
    RandomGenerator random,
    StepFunctionsLibrary library,
    Executor steps,
    Executor transfers,
    ExecutionStore executions) {}
