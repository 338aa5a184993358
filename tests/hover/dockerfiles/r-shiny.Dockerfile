FROM rocker/r-ver:4.5.1
RUN apt-get update && apt-get install -y --no-install-recommends libcurl4-openssl-dev libxml2-dev pandoc && rm -rf /var/lib/apt/lists/*
RUN R -q -e 'install.packages("renv", repos = "https://packagemanager.posit.co/cran/latest")'
WORKDIR /srv/shiny
COPY renv.lock renv.lock
RUN Rscript --vanilla -e 'options(warn = 2); renv::restore()'
COPY app.R .
EXPOSE 3838
USER 1001
CMD ["R", "-e", "shiny::runApp('/srv/shiny', host = '0.0.0.0', port = 3838)"]
