package dev.fanfare.local.time;

import java.util.concurrent.ThreadFactory;

/**
 * Creates threads that do not keep the JVM running.
 *
 * @param name the name of every thread
 */
public record DaemonThreads(String name) implements ThreadFactory {

  @Override
  public Thread newThread(Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
