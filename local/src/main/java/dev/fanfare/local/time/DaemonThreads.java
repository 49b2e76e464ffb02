package dev.fanfare.local.time;

import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that do not keep the JVM running.
 *
 * @param name of all its threads
 */
public record DaemonThreads(String name) implements ThreadFactory {

  @Override
  public Thread newThread(Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
