FROM localhost/selkie-test AS first
RUN echo first >/stage
FROM localhost/selkie-test AS second
RUN echo second >/stage
