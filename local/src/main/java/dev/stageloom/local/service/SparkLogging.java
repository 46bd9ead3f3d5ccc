package dev.stageloom.local.service;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.layout.PatternLayout;

/**
 * Leads what Spark logs into the run's log. Spark logs with Log4j, some thousand lines a run, and
 * without a configuration to the terminal. A configuration of the user's own is left as it is.
 */
final class SparkLogging {

  private static final String NAME = "stageloom-local";
  private static final String PATTERN = "%d{HH:mm:ss.SSS} %p %c{1} %m%n%xEx";

  private SparkLogging() {}

  static void into(RunLog log) {
    LoggerContext context = LoggerContext.getContext(false);
    Configuration current = context.getConfiguration();
    if (current instanceof DefaultConfiguration || current instanceof LogConfiguration) {
      context.reconfigure(new LogConfiguration(context, log));
    }
  }

  /** Ends that: from now on, only errors are shown, on standard output. */
  static void detach(RunLog log) {
    LoggerContext context = LoggerContext.getContext(false);
    if (context.getConfiguration() instanceof LogConfiguration configuration
        && configuration.log == log) {
      context.reconfigure(new DefaultConfiguration());
    }
  }

  private static final class LogConfiguration extends AbstractConfiguration {
    private final RunLog log;

    LogConfiguration(LoggerContext context, RunLog log) {
      super(context, ConfigurationSource.NULL_SOURCE);
      this.log = log;
      setName(NAME);
    }

    @Override
    protected void doConfigure() {
      OutputStreamAppender appender =
          OutputStreamAppender.newBuilder()
              .setName("log")
              .setTarget(log.stream())
              .setLayout(
                  PatternLayout.newBuilder().withPattern(PATTERN).withConfiguration(this).build())
              .build();
      appender.start();
      addAppender(appender);
      getRootLogger().addAppender(appender, null, null);
      getRootLogger().setLevel(Level.INFO);
    }
  }
}
